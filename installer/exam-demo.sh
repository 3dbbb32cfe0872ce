#!/usr/bin/env bash
# Holds a whole exam on this machine: definition, list, sealed package, key in three parts, a room, a candidate by a
# (virtual) chip card on the real card service, three simulated stations, sealing, verification, and the papers as PDF.
#   bash installer/exam-demo.sh [--data DIR]     (default build/exam-demo; can be run again)
# DIR gets room.bundle, results.pdf, minutes.pdf and the receipts. $CANBO_BIN: programs that are built already.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -z "${CANBO_BIN:-}" ]; then
    bash installer/setup.sh
    bash installer/build.sh release programs virtual-cccd
fi
# A private loopback and /run, so that the card service meets neither another run nor the machine's own readers.
export PATH="$PATH:/usr/sbin:/sbin"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(--map-root-user)
if command -v pcscd >/dev/null && unshare "${as_root[@]}" --mount --net true 2>/dev/null; then
    exec unshare "${as_root[@]}" --mount --net bash -c '
      ip link set lo up
      mount -t tmpfs tmpfs /run
      mkdir -p /run/pcscd
      exec "$@"' bash /usr/bin/python3 installer/exam_demo.py --card "$@"
fi
echo "warning: no private card service can be started here; everybody is admitted without a card" >&2
exec /usr/bin/python3 installer/exam_demo.py "$@"
