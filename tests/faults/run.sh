#!/usr/bin/env bash
# The faults that the office is held against, as one table. Needs build/release (installer/build.sh).
#   run.sh [--full]     without --full: what CI does, in its short form
set -uo pipefail
cd "$(dirname "$0")/../.."
export CANBO_BIN=${CANBO_BIN:-$PWD/build/release/bin} PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
faults=50 reports=3000 desks=20 weeks=12 requests=20000
if [ "${1:-}" = --full ]; then
  faults=1000 reports=100000 desks=200 weeks=52 requests=1000000
  export CANBO_TAMPERINGS=10000
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# row WHAT BAR FIGURES COMMAND...: FIGURES begins the line of the program's output that holds its figures.
row() {
  local what=$1 bar=$2 figures=$3 state=""
  shift 3
  if ! "$@" >"$work/log" 2>&1; then
    state="NOT REACHED"
    failed=1
    tail -40 "$work/log" >&2
  fi
  if grep -aq "skipped=" "$work/log"; then
    state="NOT REACHED: skipped"
    failed=1
  fi
  printf '%s\n    %s\n    bar: %s  %s\n' "$what" "$(grep -a -m1 -o "$figures.*" "$work/log" || echo "no figures")" "$bar" "$state"
}

python_test() { (cd tests/faults && /usr/bin/python3 -m unittest "$1"); }

row "random faults: kills, power, disk, clock, sockets cut at every class of byte" \
  "$faults faults, >= $reports reports, 0 lost, 0 doubled, 0 half-visible, record intact" "faults [0-9]" \
  env CANBO_FAULTS=$faults CANBO_FAULT_REPORTS=$reports bash -c "cd tests/faults && /usr/bin/python3 -m unittest random_faults_test"
row "office killed under load" "0 lost, 0 doubled" "office killed" python_test office_kill_test
row "two offices on one PostgreSQL, either killed at random" "same digests, 0 lost, 0 doubled" "replica" \
  python_test office_replica_test
row "desks for weeks: offline, duplicates, reorder, conflicts, an old backup" \
  "$desks desks, $weeks weeks: all equal by digest, every conflict listed, 0 overwritten" "weeks: " \
  tests/faults/in_folder.sh "$CANBO_BIN/fault_weeks" . FOLDER $desks $weeks
row "a day's soak" "$requests requests: own heap <= +0.05 MB per 100,000, SQLite within its caches, descriptors flat" "soak: " \
  tests/faults/in_folder.sh "$CANBO_BIN/fault_soak" . FOLDER $requests
row "database: full disk, failed syncs, kills between store calls, tampering" \
  "all found, 0 false alarms" "tamperings: " "$CANBO_BIN/faults_storage" "[faults]"
row "slow and idle clients" "200 idle, 50 slow: honest p99 <= 1 s" "200 idle" "$CANBO_BIN/faults_http" "[faults]"
exit $failed
