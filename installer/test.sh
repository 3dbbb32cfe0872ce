#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test.
#   bash installer/test.sh [PRESET ...]    (default: release)
set -euo pipefail
cd "$(dirname "$0")/.."
bash installer/setup.sh
# Outside data: used where it stands beside the project; its tests say how many facts they skipped where it does not.
for folder in ../shared; do
  [ -d "$folder/plan" ] && export CANBO_PLAN="${CANBO_PLAN:-$(cd "$folder/plan" && pwd)}"
  [ -d "$folder/conformance" ] && export CANBO_CONFORMANCE="${CANBO_CONFORMANCE:-$(cd "$folder/conformance" && pwd)}"
done
for preset in "${@:-release}"; do
  bash installer/build.sh "$preset"
  ctest --preset "$preset"
done
