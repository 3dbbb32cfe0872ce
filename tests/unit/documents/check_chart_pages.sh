#!/bin/sh
# check_chart_pages.sh DRAW_CHART_PAGES: every sample chart on paper; qpdf has nothing to say, no glyph is .notdef.
set -u
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" "$root/reports" "$work" || exit 1
failed=0
drawn=0
missing=0
for pdf in "$work"/*.pdf; do
    qpdf --check "$pdf" >"$work/err" 2>&1 || { cat "$work/err" >&2; failed=1; }
    mutool trace "$pdf" >"$work/trace" 2>"$work/err"
    [ -s "$work/err" ] && { head -1 "$work/err" >&2; failed=1; }
    drawn=$((drawn + $(grep -c '<g ' "$work/trace")))
    missing=$((missing + $(grep -c 'glyph="\(0\|-1\|\.notdef\)"' "$work/trace")))
done
echo "$missing .notdef of $drawn glyphs drawn"
[ "$missing" -eq 0 ] && [ "$drawn" -gt 1000 ] && [ "$failed" -eq 0 ]
