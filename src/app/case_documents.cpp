#include "case_documents.hpp"

namespace app {

namespace {

/// Reads one table after another until the first complaint.
class TableReader {
public:
    explicit TableReader(const LoadedCase& loaded) : loaded_{loaded} {}

    template <class Rows, class Parse>
    void read(const std::string& file, Rows& into, Parse parse) {
        if (file.empty() || failure) { return; }
        const auto path = beside_case(loaded_.the_case_file().path, file);
        const auto text = store::read_file(path, store::kDocumentBytesMax);
        if (!text) {
            failure = at_naming(loaded_, text.error());
            return;
        }
        auto rows = parse(*text, path.string());
        if (!rows) {
            failure = rows.error();
            return;
        }
        into = std::move(*rows);
        note(file);
    }

    /// Remembers which file it was; it need not be a table.
    void note(const std::string& file) {
        if (file.empty() || failure) { return; }
        const auto sha256 = store::sha256_of_file(beside_case(loaded_.the_case_file().path, file));
        if (!sha256) {
            failure = at_naming(loaded_, sha256.error());
            return;
        }
        fingerprints.push_back({file, *sha256});
    }

    std::optional<base::Complaint> failure;
    std::vector<report::Fingerprint> fingerprints;

private:
    const LoadedCase& loaded_;
};

}  // namespace

Expected<CaseDocuments> read_documents(const LoadedCase& loaded) {
    const casebook::Case& record = loaded.the_case();
    const auto chain = loaded.chain();
    TableReader reader{loaded};
    CaseDocuments read;
    reader.fingerprints.push_back(
        {loaded.the_case_file().path.filename().string(), loaded.the_case_file().sha256});
    reader.fingerprints.push_back({record.ledger_file, loaded.ledger.sha256});
    reader.note(record.boundaries_file);
    reader.note(record.openings_file);
    reader.note(record.accounts_file);
    read.documents.accounts = loaded.known_accounts;
    reader.read(record.timeline_file, read.documents.timeline, casebook::parse_timeline);
    reader.read(record.sources_file, read.documents.sources, casebook::parse_sources);
    reader.read(record.contradictions_file, read.documents.contradictions,
                casebook::parse_contradictions);
    reader.read(record.offramps_file, read.documents.offramps, casebook::parse_offramps);
    reader.read(record.orders_file, read.documents.orders, casebook::parse_orders);
    reader.read(record.compensation_file, read.documents.compensation,
                casebook::parse_compensation);
    reader.read(record.unmeasured_file, read.documents.unmeasured,
                [&](std::string_view text, const std::string& file) {
                    return casebook::parse_unmeasured(text, file, chain);
                });
    if (reader.failure) { return std::unexpected(*reader.failure); }
    read.fingerprints = std::move(reader.fingerprints);
    return read;
}

}  // namespace app
