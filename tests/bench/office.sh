#!/usr/bin/env bash
# Measures what the office must reach under load and prints it as a table. Needs build/release (installer/build.sh).
#   office.sh [SECONDS]     of each run; figures are ratios of one run of the machine as it is
# The last row needs PostgreSQL's server (package postgresql-15).
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=${CANBO_BIN:-build/release/bin}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/office_bench" . "$work" "${1:-2}" >"$work/office.json"

reached=0
/usr/bin/python3 - "$work/office.json" <<'PY' || reached=1
import json, sys
found = json.load(open(sys.argv[1], encoding="utf-8"))
rows = [
    ("whole path, 64 clients, against bare group commit of the same rows",
     f"{found['ratio']:.2f}x ({found['full_per_second']:,.0f} and {found['bare_per_second']:,.0f} a second)", ">= 0.6x",
     found["ratio"] >= 0.6),
    ("whole path against one commit a request, where a sync costs 4 ms more",
     f"{found['slow_ratio']:.1f}x ({found['slow_full_per_second']:,.0f} and {found['slow_single_per_second']:,.0f} a second)",
     ">= 10x", found["slow_ratio"] >= 10),
    ("syncs for each accepted entry, 64 clients", f"{found['syncs_64']:.3f} ({found['slow_syncs_64']:.3f} on the slow disk)",
     "<= 0.05", max(found["syncs_64"], found["slow_syncs_64"]) <= 0.05),
    ("syncs for each accepted entry, one client", f"{found['syncs_1']:.3f} ({found['slow_syncs_1']:.3f} on the slow disk)",
     "<= 1.05", max(found["syncs_1"], found["slow_syncs_1"]) <= 1.05),
    ("answers without a sync between request and answer", str(found["unsynced_answers"]), "0",
     found["unsynced_answers"] == 0),
]
width = max(len(row[0]) for row in rows)
for what, measured, bar, reached in rows:
    print(f"{what:{width}}  {measured:<40}  {bar:<8}  {'' if reached else 'NOT REACHED'}")
sys.exit(0 if all(row[3] for row in rows) else 1)
PY
CANBO_BIN=$bin PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/bench/postgres_bench.py "${1:-2}" || reached=1
exit $reached
