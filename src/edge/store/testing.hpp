#pragma once

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <store/store.hpp>
#include <string>
#include <string_view>
#include <test_folder/test_folder.hpp>
#include <vector>

#include "fuzzing.hpp"
#include "open.hpp"
#include "raw20.hpp"

/// Helpers of this room's tests.
namespace store::testing {

using test_folder::TestFolder;

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

inline std::string gzipped(std::string bytes) {
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

inline std::string zstandard(std::string_view bytes) {
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
    return packed;
}

inline OpenOptions places(int divisibility, address::Chain chain = address::Chain::Other) {
    OpenOptions options;
    options.divisibility = divisibility;
    options.chain = chain;
    return options;
}

/// Opens bytes that must be a ledger.
inline OpenLedger open_good(std::string_view bytes, const OpenOptions& options) {
    auto opened = open_bytes(bytes, "ledger", options);
    if (!opened) {
        ADD_FAILURE() << opened.error().place.line << ':' << opened.error().place.column << ": "
                      << opened.error().text.en;
        std::abort();
    }
    return *std::move(opened);
}

/// `FILE:LINE:COL: text` of the complaint that opening must make; checks that it is bilingual.
inline std::string complaint_of(std::string_view bytes, const OpenOptions& options,
                                base::Blame blame = base::Blame::Input) {
    const auto opened = open_bytes(bytes, "ledger", options);
    if (opened) { return "no complaint"; }
    EXPECT_EQ(opened.error().blame, blame);
    EXPECT_FALSE(opened.error().text.ja.empty());
    EXPECT_NE(opened.error().text.ja, opened.error().text.en);
    return fmt::format("{}:{}:{}: {}", opened.error().place.file, opened.error().place.line,
                       opened.error().place.column, opened.error().text.en);
}

using fuzzing::canonical_of;

inline std::vector<ledger::Transfer> transfers_of(const OpenLedger& opened) {
    std::vector<ledger::Transfer> transfers(opened.accounts->rows());
    opened.accounts->read(ledger::Row{0}, transfers);
    return transfers;
}

}  // namespace store::testing
