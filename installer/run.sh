#!/usr/bin/env bash
# Installs what is missing, builds, and does the main job on the demo week: office, reports of every lead agency,
# one late, one returned and revised, one sent while the office was down, and the consolidated PDF and XLSX.
#   bash installer/run.sh [--data DIR]     (default build/demo; can be run again)
set -euo pipefail
cd "$(dirname "$0")/.."
bash installer/setup.sh
bash installer/build.sh release programs
exec /usr/bin/python3 installer/demo.py "$@"
