#!/bin/sh
# check_pdfs.sh RENDER_FORM [--approve]: renders every sample form and checks the paper.
#
# - its text is that of tests/golden/<form>.txt (--approve rewrites them; the diff is reviewed in the commit)
# - no glyph drawn is .notdef: text extraction cannot see that, mutool trace can
# - pdftotext and qpdf have nothing to say; two runs give the same bytes
set -u
render=$1
approve=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
all_drawn=0
all_missing=0
say() { echo "$1" >&2; failed=1; }

for data in "$root"/tests/data/forms/*.json; do
    form=$(basename "$data" .json)
    pdf=$work/$form.pdf
    if ! "$render" "$root/reports" "$data" "$pdf" >/dev/null 2>"$work/err"; then
        say "$form: $(cat "$work/err")"
        continue
    fi
    "$render" "$root/reports" "$data" "$work/again.pdf" >/dev/null 2>&1
    cmp -s "$pdf" "$work/again.pdf" || say "$form: two runs give different bytes"
    pdftotext -layout "$pdf" "$work/$form.txt" 2>"$work/err"
    [ -s "$work/err" ] && say "$form: pdftotext says: $(head -1 "$work/err")"
    qpdf --check "$pdf" >"$work/err" 2>&1 || say "$form: qpdf says: $(cat "$work/err")"
    mutool trace "$pdf" >"$work/trace" 2>"$work/err"
    [ -s "$work/err" ] && say "$form: mutool says: $(head -1 "$work/err")"
    drawn=$(grep -c '<g ' "$work/trace")
    missing=$(grep -c 'glyph="\(0\|-1\|\.notdef\)"' "$work/trace")
    all_drawn=$((all_drawn + drawn))
    all_missing=$((all_missing + missing))
    [ "$drawn" -gt 100 ] || say "$form: only $drawn glyphs drawn"
    [ "$missing" -eq 0 ] || say "$form: $missing of $drawn glyphs are .notdef"
    if [ "$approve" = --approve ]; then
        cp "$work/$form.txt" "$here/$form.txt"
    else
        diff -u "$here/$form.txt" "$work/$form.txt" >&2 || say "$form: the text has changed"
    fi
done
echo "$all_missing .notdef of $all_drawn glyphs drawn"
exit $failed
