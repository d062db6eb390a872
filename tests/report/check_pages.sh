#!/usr/bin/env bash
# Opens the report's pages in a browser without a window, on a phone's width and on a desk's: nothing
# may stick out sideways, no foreign element may have come to life, and the console must stay silent.
#
#   check_pages.sh PAGES_PROGRAM DYEPACK CASE FOLDER
#
# PAGES_PROGRAM writes the hand-made cases' pages, DYEPACK reports CASE; FOLDER is for the results.
# Exit code 77: no browser here, nothing was checked.
set -euo pipefail

pages_program=$1 dyepack=$2 case_file=$3 folder=$4
widths=(390 1280)

find_browser() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [[ -n $name ]] && command -v "$name"; then return 0; fi
    done
    return 1
}

if ! browser=$(find_browser); then
    echo "SKIPPED: no Chromium found, the report's pages were not opened in a browser"
    exit 77
fi

rm -rf "$folder"
mkdir -p "$folder"
"$pages_program" "$folder"
for language in en ja; do
    "$dyepack" report "$case_file" --lang "$language" --out "$folder/case.$language.html" >/dev/null
done

# The judge frames one page after the other. Files may read files for it, and only in this run.
pages=()
for page in "$folder"/*.html; do pages+=("$(basename "$page")"); done
{
    cat <<'HTML'
<!DOCTYPE html>
<meta charset="utf-8">
<title>Judge of pages</title>
<ol></ol>
<script>
const foreign = 'script, img, iframe, object, embed, link, form, base, audio, video, foreignObject';
function faults(page) {
    const found = [];
    const root = page.documentElement;
    if (root.scrollWidth > root.clientWidth) {
        found.push('is ' + root.scrollWidth + ' wide in ' + root.clientWidth);
    }
    for (const element of page.querySelectorAll(foreign)) found.push('has <' + element.localName + '>');
    for (const element of page.querySelectorAll('*')) {
        for (const name of element.getAttributeNames()) {
            if (/^(on|style$|srcdoc$)/i.test(name)) found.push('has the attribute ' + name);
        }
    }
    const link = page.querySelector('a[href]:not([href^="#"], [href^="https://"], [href^="http://"])');
    if (link) found.push('links to ' + link.getAttribute('href'));
    if (page.querySelectorAll('section[id] > h2').length < 5) found.push('lacks sections');
    if (!page.querySelector('svg.flow title')) found.push('lacks the picture');
    return found;
}
function judge(name, width) {
    return new Promise(resolve => {
        const frame = document.createElement('iframe');
        frame.style = 'border:0;height:900px;width:' + width + 'px';
        frame.onload = () => {
            let found;
            try { found = faults(frame.contentDocument); } catch (error) { found = [String(error)]; }
            const line = document.createElement('li');
            line.textContent = 'judged ' + name + ' at ' + width + ': ' + (found.join('; ') || 'good');
            document.querySelector('ol').append(line);
            frame.remove();
            resolve();
        };
        frame.src = name;
        document.body.append(frame);
    });
}
async function judgeAll(names, widths) {
    for (const name of names) for (const width of widths) await judge(name, width);
}
HTML
    printf 'judgeAll(['
    printf '"%s",' "${pages[@]}"
    printf '],['
    printf '%s,' "${widths[@]}"
    printf ']);\n</script>\n'
} >"$folder/judge.html"

options=(--headless --disable-gpu --allow-file-access-from-files --enable-logging=stderr
    --user-data-dir="$folder/profile" "--window-size=1300,1000" --virtual-time-budget=60000 --dump-dom)
if [[ $(id -u) -eq 0 ]]; then options+=(--no-sandbox); fi
timeout 240 "$browser" "${options[@]}" "file://$(realpath "$folder")/judge.html" \
    >"$folder/judged.txt" 2>"$folder/browser.log"
rm -rf "$folder/profile"

failed=0
grep -o '<li>judged [^<]*' "$folder/judged.txt" | sed 's/^<li>//' || true
expected=$((${#pages[@]} * ${#widths[@]}))
good=$(grep -o '<li>judged [^<]*: good<' "$folder/judged.txt" | wc -l)
if [[ $good -ne $expected ]]; then
    echo "$good of $expected pages are good"
    failed=1
fi
if grep 'CONSOLE' "$folder/browser.log"; then
    echo "the browser's console was not silent"
    failed=1
fi
exit "$failed"
