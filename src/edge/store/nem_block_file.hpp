#pragma once

#include <nem/nem.hpp>
#include <optional>
#include <store/store.hpp>
#include <string>

#include "input.hpp"

namespace store {

/// A block of NEM and where it stands.
struct FiledBlock {
    nem::Block block;
    base::Place place;        // line and column in JSON
    std::uint64_t number{0};  // in its file, from 1
    std::uint64_t offset{0};  // in bytes, of what binary files hold unpacked
    bool binary{false};
};
/// `block 3, at byte 512: ...`; JSON has its line instead.
[[nodiscard]] base::Complaint complain_of(const FiledBlock& block, const base::Phrase& text);

/// More than NIS would make of 120 transactions with all their cosignatures.
inline constexpr std::size_t kBlockBytesMax = 16UL << 20U;

/// Cuts a file into its blocks: one block's bytes; blocks that each follow their length (4 bytes,
/// little-endian), as peers exchange them; NIS's JSON, one block, an array, or one after another.
/// Memory is bounded by the largest block.
class NemBlockFile {
public:
    /// `input` outlives this.
    explicit NemBlockFile(Input& input) : input_{input} {}

    /// The next block; nothing at the end.
    [[nodiscard]] Expected<std::optional<FiledBlock>> next();

private:
    enum class Form : std::uint8_t { Unknown, OneBlock, Prefixed, Json };
    using Found = Expected<std::optional<FiledBlock>>;

    /// Reads on until `bytes` of the rest are there, or all that there are.
    [[nodiscard]] std::optional<base::Complaint> fill(std::size_t bytes);
    [[nodiscard]] std::string_view rest() const { return std::string_view{buffer_}.substr(at_); }
    void skip(std::size_t bytes);
    [[nodiscard]] std::optional<base::Complaint> find_form();
    [[nodiscard]] Found next_whole();
    [[nodiscard]] Found next_prefixed();
    [[nodiscard]] Found next_json();
    /// Up to what is no space; the byte there, or 0 at the end.
    [[nodiscard]] Expected<char> skip_spaces();
    /// Between blocks: commas and brackets of an array. Whether a block follows.
    [[nodiscard]] Expected<bool> skip_to_object();
    /// How many bytes the JSON object at the beginning of the rest has.
    [[nodiscard]] Expected<std::size_t> measure_object();
    [[nodiscard]] Found decoded(std::size_t bytes);
    [[nodiscard]] FiledBlock here() const;
    [[nodiscard]] base::Complaint complain(base::Phrase text) const;

    Input& input_;
    std::string buffer_;
    std::size_t at_{0};  // where the rest begins in the buffer
    bool ended_{false};
    Form form_{Form::Unknown};
    std::uint64_t number_{0};
    std::uint64_t offset_{0};  // of the rest in the file
    std::uint64_t line_{1};
    std::uint64_t column_{1};
    bool in_array_{false};
    bool array_closed_{false};
};

}  // namespace store
