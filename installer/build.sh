#!/usr/bin/env bash
# Builds one preset (default: release), or targets of it, with as many jobs as this machine has cores.
#   bash installer/build.sh [PRESET [TARGET ...]]
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
[ $# -ge 2 ] || set -- "$preset" all
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset" --target "${@:2}" --parallel "$(nproc)"
