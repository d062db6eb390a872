# shellcheck shell=bash
# What ./run, ./test, ./check and bench/run share: messages, Debian packages, builds.
# shellcheck disable=SC2034  # what is set here is used by those that source it
# Sourced by scripts that stand in the project's root folder and have set -euo pipefail.

# Messages come in both languages; LC_ALL, LC_MESSAGES or LANG chooses, as for dyepack itself.
user_language() {
    case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
        ja*) echo ja ;;
        *) echo en ;;
    esac
}
language=$(user_language)

# say ENGLISH JAPANESE: one line of progress.
say() {
    if [[ $language == ja ]]; then printf '== %s\n' "$2"; else printf '== %s\n' "$1"; fi
}
# fail ENGLISH JAPANESE: says why, and ends the script.
fail() {
    local text=$1
    if [[ $language == ja ]]; then text=$2; fi
    printf '%s: %s\n' "$(basename "$0")" "$text" >&2
    exit "${3:-1}"
}

# Why each is needed: ARCHITECTURE.md, "What it stands on".
build_packages=(
    ccache cmake g++ ninja-build pkg-config libfmt-dev libyaml-cpp-dev nlohmann-json3-dev
    libcli11-dev libpugixml-dev zlib1g-dev libzstd-dev libxxhash-dev libbotan-2-dev libsodium-dev
    libsqlite3-dev libcurl4-openssl-dev libboost-dev libgtest-dev libgmock-dev librapidcheck-dev
)
test_packages=(clang-format-19)
check_packages=(clang-19 clang-tidy-19 libclang-rt-19-dev shellcheck libbenchmark-dev python3 python3-venv)
bench_packages=(libbenchmark-dev python3 python3-venv)

# missing_packages NAME...: those that are not installed, one a line.
missing_packages() {
    local installed name
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
    for name in "$@"; do
        grep -qxF "installed $name" <<<"$installed" || echo "$name"
    done
}

# as_root COMMAND...: as it is for root, through sudo for anybody else.
as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 -q -y install \
        --no-install-recommends "$@"
}

all_known_to_apt() {
    local name
    for name in "$@"; do
        apt-cache show "$name" >/dev/null 2>&1 || return 1
    done
}

# install_packages PURPOSE_EN PURPOSE_JA NAME...: does nothing, and asks for nothing, when every
# package is there.
install_packages() {
    local purpose_en=$1 purpose_ja=$2 list
    shift 2
    if [[ -n ${DYEPACK_SKIP_SETUP:-} ]]; then return; fi
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        fail "this is not Debian (no dpkg and apt-get). Install what these packages of Debian 12 hold: $*; then set DYEPACK_SKIP_SETUP=1 and start again." \
            "Debian ではありません（dpkg と apt-get がありません）。Debian 12 の次のパッケージに当たるものを導入し、DYEPACK_SKIP_SETUP=1 を設定してやり直してください: $*"
    fi
    local missing=()
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then return; fi
    list="${missing[*]}"
    say "Missing Debian packages, needed to $purpose_en: $list" \
        "${purpose_ja}ために必要な Debian パッケージが不足しています: $list"
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            fail "installing them needs root and there is no sudo. As root: apt-get install $list" \
                "導入には root 権限が必要ですが、sudo がありません。root で実行してください: apt-get install $list"
        say "sudo may ask for your password, to run apt-get." \
            "apt-get を実行するため、sudo がパスワードを尋ねることがあります。"
    fi
    mkdir -p build
    local log=build/apt.log
    if ! all_known_to_apt "${missing[@]}"; then
        say "Refreshing the package lists (apt-get update)" "パッケージ一覧を更新します（apt-get update）"
        as_root apt-get -q update >"$log" 2>&1 || { tail -n 20 "$log" >&2; }
    fi
    say "Installing them (apt-get install; log: $log)" "導入します（apt-get install、記録: $log）"
    if ! apt_install "${missing[@]}" >>"$log" 2>&1; then
        # Lists that are months old name files that are no longer served.
        as_root apt-get -q update >>"$log" 2>&1 || true
        if ! apt_install "${missing[@]}" >>"$log" 2>&1; then
            tail -n 20 "$log" >&2
            fail "apt-get could not install them (this needs Debian 12 with its main archive)." \
                "apt-get で導入できませんでした（Debian 12 とその main アーカイブが必要です）。" 4
        fi
    fi
}

# configure PRESET: only when there is nothing yet or the presets changed; ninja sees to the rest.
configure() {
    local preset=$1 folder="build/$1" log="build/$1.configure.log"
    local stamp="$folder/.configured"
    if [[ -f $folder/CMakeCache.txt ]] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$folder/CMakeCache.txt"; then
        rm -rf "$folder" # made where the project stood before it was moved
    fi
    if [[ -f $folder/build.ninja && $stamp -nt CMakePresets.json ]]; then return; fi
    mkdir -p build
    if ! cmake --preset "$preset" >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        fail "configuring preset $preset failed; the whole log: $log" \
            "プリセット $preset の構成に失敗しました。記録全体: $log"
    fi
    touch "$stamp"
}

# Away from a terminal ninja would print a line a file: show every quarter, and whatever a compiler
# says.
quarters() {
    awk '
        /^ninja: (no work to do|Entering directory)/ || /^-- / { next }
        /^\[ *[0-9]+%\]/ {
            percent = $0; sub(/^\[ */, "", percent); sub(/%.*/, "", percent)
            while (shown + 25 <= percent + 0) { shown += 25; reached = shown }
            if (reached) { printf "   %d %%\n", reached; fflush(); reached = 0 }
            next
        }
        { print; fflush() }'
}

# build_preset PRESET [TARGET...]: configures when needed, then builds (everything by default).
build_preset() {
    local preset=$1
    shift
    say "Building preset $preset" "プリセット $preset をビルドします"
    configure "$preset"
    local targets=()
    if (($# > 0)); then targets=(--target "$@"); fi
    local built=0
    if [[ -t 1 ]]; then
        cmake --build "build/$preset" "${targets[@]}" || built=$?
    else
        NINJA_STATUS='[%p] ' cmake --build "build/$preset" "${targets[@]}" 2>&1 | quarters || built=$?
    fi
    return "$built"
}
