# shellcheck shell=bash
# Counting for ./test and ./check: every suite adds to one tally, which closing_line prints.
# shellcheck disable=SC2034  # what is set here is used by those that source it
# Sourced after scripts/common.sh.

passed=0
failed=0
failures=() # names
skips=()    # names with their reasons

# Tests that ./test leaves out under the sanitizers and ./check runs there too: a regular expression
# over their names. A test that takes seconds in preset dev has "Long" in its suite's name.
long_under_asan='(^|[./])Long'

# For the tests against NEM's SDKs; asked for only where npm is missing.
sdk_packages=(nodejs npm)

# threaded_rooms: the folders of those rooms that start threads or share state between them.
threaded_rooms() {
    local file folder
    grep -rlE '#include <(thread|atomic|mutex|shared_mutex|future|condition_variable)>' \
        --include='*.cpp' --include='*.hpp' src | while read -r file; do
        folder=$(dirname "$file")
        while [[ ! -f $folder/CMakeLists.txt ]]; do folder=$(dirname "$folder"); done
        echo "$folder"
    done | sort -u
}

# tally_pass, tally_fail NAME, tally_skip NAME REASON: one check that is not a test of ctest's.
tally_pass() { passed=$((passed + 1)); }
tally_fail() {
    failed=$((failed + 1))
    failures+=("$1")
}
tally_skip() { skips+=("$1: $2"); }

# run_check NAME COMMAND...: a command that is one check; its output is shown when it fails.
run_check() {
    local name=$1 log="build/check-logs/$1.log"
    shift
    mkdir -p build/check-logs
    if "$@" >"$log" 2>&1; then
        tally_pass
    else
        tail -n 60 "$log"
        tally_fail "$name"
    fi
}

# Away from a terminal: every quarter, every failure with its output, nothing of what passes.
ctest_quarters() {
    awk '
        /^ *[0-9]+\/[0-9]+ Test +#[0-9]+:/ {
            split($1, place, "/")
            while (shown < 100 && place[1] * 100 >= (shown + 25) * place[2]) { shown += 25; due = 1 }
            bad = !/ Passed +[0-9]/ && !/\*\*\*Skipped/
            if (bad) { print }
            if (due) { printf "   %d %%\n", shown; due = 0 }
            fflush()
            next
        }
        /^ *Start +[0-9]+:/ || /^Test project / || /tests passed, .* out of/ { next }
        /^The following tests (FAILED|did not run)/ { over = 1 }
        over { next }
        /^(Total Test time|Errors while running|Internal ctest|No tests were found)/ { next }
        bad && NF { print; fflush() }'
}

# junit_lines FILE: `STATUS<tab>NAME<tab>REASON` for every test case of ctest's report. A test that
# ctest could not start has the status `notrun`, one that skipped itself `skipped`.
junit_lines() {
    awk '
        function plain(text) {
            gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text)
            gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
            return text
        }
        function attribute(line, key) {
            if (!match(line, " " key "=\"[^\"]*\"")) { return "" }
            return plain(substr(line, RSTART + length(key) + 3, RLENGTH - length(key) - 4))
        }
        function finish() { if (name != "") { print status "\t" name "\t" reason }; name = "" }
        /<testcase / { finish(); name = attribute($0, "name"); status = attribute($0, "status"); reason = ""; next }
        /<skipped message=/ {
            message = attribute($0, "message")
            if (message ~ /^SKIP_/) { status = "skipped" } else { reason = message }
            next
        }
        said == 1 { sub(/<\/system-out>.*/, ""); if (NF) { reason = plain($0) }; said = 0; next }
        status == "skipped" && /: Skipped$/ { said = 1 }
        END { finish() }' "$1"
}

# run_ctest NAME FOLDER [CTEST-OPTION...]: the tests of a build folder, or of a part of one.
run_ctest() {
    local name=$1 folder=$2 report="$PWD/build/${1//\//-}.junit.xml" progress=(--output-on-failure)
    shift 2
    rm -f "$report"
    local options=(--test-dir "$folder" -j "$(nproc)" --timeout 1200 --output-junit "$report" "$@")
    if [[ -t 1 ]]; then
        progress+=(--progress)
        ctest "${options[@]}" "${progress[@]}" || true
    else
        ctest "${options[@]}" "${progress[@]}" 2>&1 | ctest_quarters || true
    fi
    tally_report "$name" "$report"
}

tally_report() {
    local suite=$1 report=$2 status name reason count=0
    if [[ ! -f $report ]]; then
        tally_fail "$suite: ctest wrote no report"
        return
    fi
    while IFS=$'\t' read -r status name reason; do
        count=$((count + 1))
        case "$status" in
            run) tally_pass ;;
            skipped) tally_skip "$suite: $name" "${reason:-no reason given}" ;;
            disabled) tally_skip "$suite: $name" "disabled" ;;
            *) tally_fail "$suite: $name${reason:+ ($reason)}" ;;
        esac
    done < <(junit_lines "$report")
    say "$suite: $count tests" "$suite: テスト $count 件"
}

# build_and_test PRESET [CTEST-OPTION...]
build_and_test() {
    local preset=$1
    shift
    if build_preset "$preset"; then
        say "Testing preset $preset" "プリセット $preset をテストします"
        run_ctest "$preset" "build/$preset" "$@"
    else
        tally_fail "$preset: the build"
    fi
}

# test_threads [CTEST-OPTION...]: the thread sanitizer over the rooms that need it.
test_threads() {
    local room rooms=()
    mapfile -t rooms < <(threaded_rooms)
    if ((${#rooms[@]} == 0)); then
        say "Thread sanitizer: not run, no code here uses threads" \
            "スレッドのサニタイザ: 実行しません（スレッドを使うコードがありません）"
        return
    fi
    if ! build_preset tsan "${rooms[@]/%//all}"; then
        tally_fail "tsan: the build"
        return
    fi
    for room in "${rooms[@]}"; do
        say "Testing $room, which uses threads (preset tsan)" \
            "スレッドを使う $room をテストします（プリセット tsan）"
        run_ctest "tsan $room" "build/tsan/$room" "$@"
    done
}

# node_is_there: Node 18 or later, with npm.
node_is_there() {
    command -v npm >/dev/null && command -v node >/dev/null &&
        node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)'
}

# sdk_packages_are_there FOLDER: installs what the lock file names, once. 2: there is no network.
sdk_packages_are_there() {
    local folder=$1 log=build/check-logs/sdk-npm.log
    if cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed"; then return 0; fi
    mkdir -p build/check-logs
    if (cd "$folder" && npm ci --ignore-scripts --no-progress --fetch-retries=1 --fetch-retry-mintimeout=1000) >"$log" 2>&1; then
        cp "$folder/package-lock.json" "$folder/node_modules/.installed"
        return 0
    fi
    if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED' "$log"; then
        return 2
    fi
    tail -n 20 "$log"
    return 1
}

# test_sdk PROGRAM: the same facts from symbol-sdk and nem-sdk (tests/sdk). They are installed in the
# build folder.
test_sdk() {
    local program=$1 folder=build/sdk log=build/check-logs/sdk.log installed=0 line count=0 broken=0
    if ! node_is_there; then
        # In a shell of its own: what cannot be installed is a suite skipped, not the end.
        (install_packages "run the tests against NEM's SDKs" "NEM の SDK と照合するテストを行う" \
            "${sdk_packages[@]}") || true
    fi
    if ! node_is_there; then
        tally_skip sdk "needs Node 18 or later and npm"
        return
    fi
    say "Testing against symbol-sdk and nem-sdk" "symbol-sdk・nem-sdk と照合します"
    mkdir -p "$folder" build/check-logs
    cp tests/sdk/*.js tests/sdk/package.json tests/sdk/package-lock.json tests/sdk/.npmrc "$folder"
    sdk_packages_are_there "$folder" || installed=$?
    case "$installed" in
        0) ;;
        2)
            tally_skip sdk "the SDKs cannot be installed: no network"
            return
            ;;
        *)
            tally_fail "sdk: npm ci (build/check-logs/sdk-npm.log)"
            return
            ;;
    esac
    node "$folder/facts_test.js" "$program" >"$log" 2>&1 || broken=$?
    while read -r line; do
        count=$((count + 1))
        case "$line" in
            "ok "*) tally_pass ;;
            *) tally_fail "sdk: ${line#not ok }" ;;
        esac
    done < <(grep -E '^(not )?ok ' "$log")
    if ((broken)); then
        grep -vE '^ok ' "$log" | head -n 60
        if ! grep -q '^not ok ' "$log"; then tally_fail "sdk: broke off ($log)"; fi
    elif ((count == 0)); then
        tally_fail "sdk: no test ran ($log)"
    fi
    say "sdk: $count tests" "sdk: テスト $count 件"
}

# Names the sources that clang-format-19 would change.
format_is_clean() {
    local found
    found=$(find src tests bench \( -name '*.cpp' -o -name '*.hpp' \) -print0 |
        xargs -0 clang-format-19 --dry-run 2>&1 | grep -E '^[^ ]+:[0-9]+:' | cut -d: -f1 | sort -u)
    if [[ -z $found ]]; then return 0; fi
    printf 'clang-format-19 -i %s\n' "$found" | tr '\n' ' '
    return 1
}

# closing_line: lists what failed and what was skipped, then the one line; fails when a test did.
closing_line() {
    local line
    if ((${#skips[@]} > 0)); then
        say "Skipped:" "スキップ:"
        for line in "${skips[@]}"; do printf '   %s\n' "$line"; done
    fi
    if ((${#failures[@]} > 0)); then
        say "Failed:" "失敗:"
        for line in "${failures[@]}"; do printf '   %s\n' "$line"; done
    fi
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "${#skips[@]}"
    ((failed == 0))
}
