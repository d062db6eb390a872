#include "complain.hpp"

#include <cerrno>
#include <store/store.hpp>
#include <system_error>
#include <utility>

namespace store {

base::Complaint bad_input(const std::filesystem::path& file, base::Phrase text) {
    return bad_place({file.string(), 0, 0}, std::move(text));
}

base::Complaint bad_place(base::Place place, base::Phrase text) {
    return {base::Blame::Input, std::move(place), std::move(text)};
}

base::Complaint bad_usage(const std::filesystem::path& file, base::Phrase text) {
    return {base::Blame::Usage, {file.string(), 0, 0}, std::move(text)};
}

base::Phrase cause_of(int error) {
    const std::string en = std::generic_category().message(error);
    switch (error) {
        case ENOENT: return {en, "そのようなファイルやフォルダーはありません"};
        case EACCES:
        case EPERM: return {en, "アクセスが許可されていません"};
        case EISDIR: return {en, "ファイルではなくフォルダーです"};
        case ENOTDIR: return {en, "途中の名前がフォルダーではありません"};
        case ENOSPC: return {en, "ディスクに空きがありません"};
        case EFBIG: return {en, "ファイルが大きすぎます"};
        case EROFS: return {en, "読み取り専用のファイルシステムです"};
        case EEXIST: return {en, "同じ名前のものがすでにあります"};
        case EMFILE:
        case ENFILE: return {en, "開いているファイルが多すぎます"};
        case ENAMETOOLONG: return {en, "名前が長すぎます"};
        case ELOOP: return {en, "シンボリックリンクが循環しています"};
        case EIO: return {en, "入出力エラーです"};
        case EPIPE: return {en, "読み手がいません"};
        case ENOMEM: return {en, "メモリーが足りません"};
        default: return {en, fmt::format("システムエラー {}（{}）", error, en)};
    }
}

base::Complaint world_failed(const std::filesystem::path& file, const base::Phrase& what,
                             int error) {
    const base::Phrase cause = cause_of(error);
    return {base::Blame::World,
            {file.string(), 0, 0},
            {fmt::format("{}: {}", what.en, cause.en), fmt::format("{}：{}", what.ja, cause.ja)}};
}

base::Complaint unreadable(const std::filesystem::path& file, int error) {
    const base::Phrase cause = cause_of(error);
    return bad_input(file, {fmt::format("cannot be read: {}", cause.en),
                            fmt::format("読み取れません：{}", cause.ja)});
}

}  // namespace store
