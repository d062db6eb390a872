#include "secret.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <nem_keys/nem_keys.hpp>
#include <nem_testing/values.hpp>
#include <type_traits>

namespace {

using namespace nem;
using namespace nem_keys;
using namespace nem::testing;

static_assert(!std::is_copy_constructible_v<KeyPair> && !std::is_copy_assignable_v<KeyPair>);
static_assert(std::is_nothrow_move_constructible_v<KeyPair>);
static_assert(!fmt::is_formattable<KeyPair>::value && !fmt::is_formattable<SecretBytes>::value);

constexpr std::string_view kSecret =
    "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcde1";

KeyPair pair_of(std::string_view private_key) {
    auto keys = KeyPair::parse(private_key);
    EXPECT_TRUE(keys);
    return *std::move(keys);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

struct Mapping {
    std::string flags;
    std::size_t locked_kb{0};
};
/// What the kernel says of the memory around an address.
Mapping mapping_of(const void* address) {
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    std::ifstream maps{"/proc/self/smaps"};
    bool inside = false;
    Mapping mapping;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx ", &begin, &end) == 2) {
            inside = begin <= at && at < end;
        }
        if (!inside) { continue; }
        if (line.starts_with("Locked:")) { mapping.locked_kb = std::stoul(line.substr(7)); }
        if (line.starts_with("VmFlags:")) { mapping.flags = line + ' '; }
    }
    return mapping;
}

TEST(NemSecrets, LieInLockedMemoryThatNoCoreDumpHolds) {
    if (kSanitized) { GTEST_SKIP() << "a sanitizer makes mlock do nothing"; }
    const KeyPair keys = pair_of(kSecret);
    const Mapping mapping = mapping_of(SecretAccess::secret(keys).number().data());
    if (mapping.flags.empty()) { GTEST_SKIP() << "/proc/self/smaps says nothing here"; }
    EXPECT_TRUE(mapping.flags.contains(" dd ")) << mapping.flags;
    EXPECT_TRUE(mapping.flags.contains(" lo ")) << mapping.flags;
    EXPECT_GT(mapping.locked_kb, 0U);
}

TEST(NemSecrets, AreRefusedWhereNoMemoryCanBeLocked) {
    if (kSanitized) { GTEST_SKIP() << "a sanitizer makes mlock do nothing"; }
    const pid_t child = fork();
    if (child == 0) {
        // Root may lock without limit: become nobody first.
        constexpr rlimit kNone{0, 0};
        const bool ready = setrlimit(RLIMIT_MEMLOCK, &kNone) == 0 &&
                           (geteuid() != 0 || setresuid(65534, 65534, 65534) == 0);
        const auto keys = KeyPair::parse(kSecret);
        const bool refused = !keys && keys.error() == KeyError::NoLockedMemory;
        _exit(!ready ? 2 : refused ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 2) { GTEST_SKIP() << "limits cannot be set here"; }
    EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(NemSecrets, AProtectedProcessLeavesNoCore) {
    const pid_t child = fork();
    if (child == 0) {
        rlimit core{};
        const bool held = protect_process() && getrlimit(RLIMIT_CORE, &core) == 0 &&
                          core.rlim_cur == 0 && core.rlim_max == 0 &&
                          prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
        _exit(held ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
