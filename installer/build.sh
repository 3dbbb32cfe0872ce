#!/usr/bin/env bash
# Builds one preset (default: release), or a target of it, with as many jobs as this machine has cores.
#   bash installer/build.sh [PRESET [TARGET]]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset" --target "${2:-all}" --parallel "$(nproc)"
