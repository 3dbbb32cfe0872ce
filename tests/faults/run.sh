#!/usr/bin/env bash
# The faults that the office is held against, each with its figures. Needs build/release (installer/build.sh).
#   run.sh [--full]     without --full: what CI does
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=${CANBO_BIN:-build/release/bin}
[ "${1:-}" = --full ] && export CANBO_TAMPERINGS=10000
"$bin/faults_storage" "[faults]"
"$bin/faults_http" "[faults]"
CANBO_BIN=$bin /usr/bin/python3 tests/faults/office_kill_test.py
CANBO_BIN=$bin /usr/bin/python3 tests/faults/office_replica_test.py
