#pragma once

#include <bitcoin/bitcoin.hpp>
#include <optional>
#include <store/store.hpp>
#include <vector>

#include "random_file.hpp"

namespace store {

/// Where a block lies.
struct FiledPlace {
    std::uint32_t file{0};
    std::uint32_t bytes{0};
    std::uint64_t at{0};  // of its first byte, in what the file holds unpacked
};

/// The files of one import, and where their blocks lie. Nothing but the beginning of each block is
/// read before the chain is known.
class BlockFiles {
public:
    /// `chain`: of blocks that stand alone in their files, where it is known.
    explicit BlockFiles(std::optional<bitcoin::Network> network) : network_{network} {}

    /// A file of blocks, or a folder with a node's `blk*.dat` (its `xor.dat` is used).
    [[nodiscard]] std::optional<base::Complaint> add(const std::filesystem::path& path,
                                                     ScratchFolder& scratch);
    [[nodiscard]] std::optional<base::Complaint> add(RandomFile file);
    /// Once all were added: the chain among the blocks.
    [[nodiscard]] std::optional<base::Complaint> find_chain();

    [[nodiscard]] bitcoin::Network network() const {
        return base::present(network_, "a block was seen");
    }
    [[nodiscard]] const bitcoin::Chain& chain() const { return chain_; }
    /// Of a block of the chain, by its place there.
    [[nodiscard]] const FiledPlace& place(std::size_t in_chain) const {
        return places_[chain_.blocks[in_chain]];
    }
    [[nodiscard]] const RandomFile& file(const FiledPlace& place) const {
        return files_[place.file];
    }
    /// The bytes of all blocks of the chain.
    [[nodiscard]] std::uint64_t bytes() const;
    [[nodiscard]] const std::vector<base::Phrase>& warnings() const { return warnings_; }
    /// `FILE: block at byte 1234: ...`; `offset`: within the block.
    [[nodiscard]] base::Complaint complain_of(const FiledPlace& place, std::uint64_t offset,
                                              const base::Phrase& text) const;

private:
    using Complaining = std::optional<base::Complaint>;

    [[nodiscard]] Complaining add_folder(const std::filesystem::path& folder,
                                         ScratchFolder& scratch);
    [[nodiscard]] Complaining add_file(const std::filesystem::path& file, ScratchFolder& scratch);
    [[nodiscard]] Complaining set_key(RandomFile& file, const std::filesystem::path& path) const;
    [[nodiscard]] Complaining scan(const RandomFile& file);
    [[nodiscard]] Complaining take_magic(const RandomFile& file, std::uint64_t at,
                                         const bitcoin::Magic& magic);
    /// A frame's block; whether another may follow.
    [[nodiscard]] Expected<bool> take_frame(const RandomFile& file, std::uint64_t at,
                                            std::span<const std::uint8_t> begin);
    [[nodiscard]] Complaining take_single(RandomFile file);
    void told(const FiledPlace& place, std::span<const std::uint8_t> head);
    void drop_if_torn(const RandomFile& file);
    [[nodiscard]] Complaining check_ends() const;
    void tell_left_out();
    [[nodiscard]] std::string describe(const FiledPlace& place) const;

    std::optional<bitcoin::Network> network_;
    std::vector<RandomFile> files_;
    struct Scanned {
        FiledPlace place;
        bitcoin::Headed head;
    };
    std::vector<Scanned> scanned_;  // in the order of the files
    std::vector<RandomFile> singles_;
    std::vector<FiledPlace> places_;  // by the chain's numbers
    bitcoin::Chain chain_;
    std::uint64_t repeated_{0};
    std::vector<base::Phrase> warnings_;
};

}  // namespace store
