#include "folder_outbox.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <store/store.hpp>

#include "../complain.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
constexpr std::string_view kEnding = ".parcel.json";

base::Complaint about(const fs::path& file, base::Phrase text,
                      base::Blame blame = base::Blame::World) {
    return {.blame = blame, .place = {.file = file.string()}, .text = std::move(text)};
}

bool is_parcel(const fs::path& file) { return file.filename().string().ends_with(kEnding); }

/// For whom only the owner of the folder is meant: what was paid to whom is nobody else's matter.
constexpr ::mode_t kOwnerOnly = 0700;

/// Its own name must be on the disk too, or a power cut after an announcement takes the parcel with
/// the folder. Said again each time: whoever made it may have died before.
std::optional<base::Complaint> make_folder(const fs::path& folder) {
    const bool made = ::mkdir(folder.c_str(), kOwnerOnly) == 0;
    if (!made && errno != EEXIST) { return about(folder, store::cause_of(errno)); }
    const auto above = (folder / "").parent_path().parent_path();  // "outbox/" lies in "." as well
    auto failure = store::sync_folder(above.empty() ? fs::path{"."} : above);
    // A folder that was given may lie where this process may not read.
    return made ? failure : std::nullopt;
}

}  // namespace

Expected<std::unique_ptr<FolderOutbox>> FolderOutbox::open(const fs::path& folder) {
    if (auto failure = make_folder(folder)) { return std::unexpected(*std::move(failure)); }
    const auto lock_file = folder / "lock";
    constexpr int kFlags = O_RDWR | O_CREAT | O_CLOEXEC;
    const int lock = ::open(lock_file.c_str(), kFlags, S_IRUSR | S_IWUSR);
    if (lock < 0) { return std::unexpected(about(lock_file, store::cause_of(errno))); }
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return std::unexpected(
            about(folder, {"another process sends from this outbox; wait for it, or name another "
                           "with --outbox",
                           "別のプロセスがこの送信箱を使用中です。終わるのを待つか、--outbox で別の"
                           "ものを指定してください"}));
    }
    return std::unique_ptr<FolderOutbox>{new FolderOutbox{folder, lock}};
}

FolderOutbox::~FolderOutbox() { ::close(lock_); }

fs::path FolderOutbox::file_of(const nem_wallet::Parcel& parcel) const {
    return folder_ /
           (nem::to_hex(nem::hash_of(parcel.transaction.transaction)) + std::string{kEnding});
}

std::expected<void, base::Complaint> FolderOutbox::put(const nem_wallet::Parcel& parcel) {
    const auto there = all();
    if (!there) { return std::unexpected(there.error()); }
    const auto id = id_of(parcel);
    if (std::ranges::find(*there, id, nem_wallet::id_of) != there->end()) {
        return std::unexpected(
            about(folder_, base::phrase("there is a parcel {} already", "{} はすでにあります",
                                        base::visible(id))));
    }
    return update(parcel);
}

std::expected<void, base::Complaint> FolderOutbox::update(const nem_wallet::Parcel& parcel) {
    auto failure = store::write_file(file_of(parcel), nem_wallet::to_document(parcel));
    if (failure) { return std::unexpected(*std::move(failure)); }
    return {};
}

std::expected<std::vector<nem_wallet::Parcel>, base::Complaint> FolderOutbox::all() const {
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator entry{folder_, failed}, end; !failed && entry != end;
         entry.increment(failed)) {
        if (is_parcel(entry->path())) { files.push_back(entry->path()); }
        if (files.size() > kParcelsMax) { break; }
    }
    if (failed) { return std::unexpected(about(folder_, store::cause_of(failed.value()))); }
    if (files.size() > kParcelsMax) {
        return std::unexpected(
            about(folder_,
                  base::phrase("more than {} parcels; begin a new outbox",
                               "{} 件を超えています。新しい送信箱を使ってください", kParcelsMax)));
    }
    std::ranges::sort(files);
    std::vector<nem_wallet::Parcel> parcels;
    for (const auto& file : files) {
        const auto document = store::read_file(file, nem_wallet::kParcelBytesMax);
        if (!document) { return std::unexpected(document.error()); }
        auto parcel = nem_wallet::parse_parcel(*document);
        if (!parcel) {
            return std::unexpected(about(file, to_phrase(parcel.error()), base::Blame::Input));
        }
        parcels.push_back(*std::move(parcel));
    }
    return parcels;
}

}  // namespace app
