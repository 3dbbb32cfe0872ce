#!/usr/bin/env bash
# Builds one preset (default: release) with as many jobs as this machine has cores.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
cmake --preset "$preset" >/dev/null
cmake --build --preset "$preset" --parallel "$(nproc)"
