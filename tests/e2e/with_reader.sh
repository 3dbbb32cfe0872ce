#!/usr/bin/env bash
# Runs a command where a private pcscd can run: a loopback and a /run of its own, so that two runs never meet each
# other or the machine's real readers. vpcd listens on every address, which here are none but the loopback.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin"
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(--map-root-user)
exec unshare "${as_root[@]}" --mount --net bash -c '
  ip link set lo up
  mount -t tmpfs tmpfs /run
  mkdir -p /run/pcscd
  exec "$@"' bash "$@"
