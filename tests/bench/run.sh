#!/usr/bin/env bash
# Measures what the main job must reach and prints it as a table. Needs build/release (installer/build.sh).
# Fails, after the table, when a golden document or the kill run is not as it should be.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=${CANBO_BIN:-build/release/bin}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$bin/table_bench" reports >"$work/table.json"
"$bin/consolidate_bench" . "$work" >"$work/consolidate.json"
"$bin/render_form" reports tests/data/forms/urging-letter.json "$work/letter.pdf" >/dev/null
failed=()
bash tests/golden/check_pdfs.sh "$bin/render_form" >"$work/golden.txt" 2>"$work/golden.err" || failed+=(golden)
CANBO_BIN=$bin /usr/bin/python3 tests/faults/office_kill_test.py >"$work/kill.txt" 2>"$work/kill.err" || failed+=(kill)

attempts="${CANBO_CONFORMANCE:-../shared/conformance}/quiz-attempts.jsonl.gz" # outside data: absent, it is said
if [ -f "$attempts" ]; then
  gzip -dc "$attempts" >"$work/attempts.jsonl"
  "$bin/replay_bench" "$work/attempts.jsonl" >"$work/replay.json" || failed+=(replay)
fi

CANBO_BIN=$bin bash tests/e2e/with_reader.sh /usr/bin/python3 tests/bench/card_bench.py >"$work/card.json" \
  2>"$work/card.err" || failed+=(card)
reviews="${CANBO_CONFORMANCE:-../shared/conformance}/fsrs6-traces.jsonl.gz"
if [ -f "$reviews" ]; then
  gzip -dc "$reviews" >"$work/reviews.jsonl"
  "$bin/deadline_bench" "$work/reviews.jsonl" >"$work/deadline.json" 2>"$work/deadline.err" || failed+=(deadline)
fi

/usr/bin/python3 - "$work" <<'PY'
import json, pathlib, re, sys
work = pathlib.Path(sys.argv[1])
table = json.loads((work / "table.json").read_text())
week = json.loads((work / "consolidate.json").read_text())
letter = (work / "letter.pdf").stat().st_size / 1000
golden = (work / "golden.txt").read_text().strip()
kill = re.search(r"office killed .*", (work / "kill.txt").read_text() + (work / "kill.err").read_text())
replay_file = work / "replay.json"
replay = json.loads(replay_file.read_text()) if replay_file.exists() else None
card = json.loads((work / "card.json").read_text() or "{}")
slowest = max((figure["milliseconds"] for name, figure in card.items() if "extended" in name), default=None)
deadline_file = work / "deadline.json"
deadline = json.loads(deadline_file.read_text()) if deadline_file.exists() else None
rows = [
    ("60,000-row table: CPU time against bare libharu", f"{table['ratio']:.2f}x", "<= 1.5x"),
    ("60,000-row table: peak memory", f"{table['peak_mb']:.0f} MB", "<= 120 MB"),
    ("one-page letter", f"{letter:.1f} kB", "<= 60 kB"),
    ("a week of 200 agencies x 43 models consolidated", f"{week['week_seconds']:.2f} s", "<= 1 s"),
    ("52 weeks against 52 times one week", f"{week['growth']:.2f}x", "linear: about 1x"),
    (".notdef glyphs in the golden PDFs", golden.splitlines()[-1] if golden else "not measured", "0"),
    ("quiz attempts graded again, a second of CPU time",
     f"{replay['per_second']:,.0f} ({replay['equal']:,} of {replay['attempts']:,} equal)" if replay else
     "not measured: no conformance data", ">= 50,000, all equal"),
    ("a whole card through pcscd, BAC and PACE: the slower", f"{slowest / 1000:.3f} s" if card else "not measured",
     "<= 0.25 s"),
    ("refreshers by the day of an inspection: fewer reviews than constant retention",
     f"{deadline['saved']:.0%} (least {deadline['least_saved']:.0%}), recall {deadline['recall_more']:+.3f}, later "
     f"{deadline['later_recall_more']:+.3f}, {deadline['most_a_day']} a day" if deadline else
     "not measured: no conformance data", ">= 15%, recall no lower, <= 20 a day"),
    ("office killed under load", kill.group(0) if kill else "not measured", "0 lost, 0 doubled"),
]
width = max(len(row[0]) for row in rows)
print(f"{'what':{width}}  {'measured':<40}  must reach")
for what, measured, bar in rows:
    print(f"{what:{width}}  {measured:<40}  {bar}")
PY

for part in ${failed[@]+"${failed[@]}"}; do
    echo "error: the $part part failed:" >&2
    tail -n 40 "$work/$part".* >&2
done
[ ${#failed[@]} -eq 0 ]
