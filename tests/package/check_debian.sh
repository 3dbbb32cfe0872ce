#!/usr/bin/env bash
# Debian's own checkers find nothing in the packages and what they install.
#   check_debian.sh SOURCE DEBS
set -euo pipefail
source=$1 debs=$2
found=0
check() {
  "$@" || { echo "error: $*" >&2; found=1; }
}

check lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$debs"/*.deb
check desktop-file-validate "$source/installer/canbo.desktop" "$source/installer/canbo-station.desktop"
check appstreamcli validate --no-net "$source/installer/canbo.metainfo.xml"

unit=$source/installer/debian/canbo-office/canbo-office.service
# It runs a program that is not installed here: its place is taken by one that is.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sed 's|/usr/bin/canbo-office|/bin/true|' "$unit" >"$scratch/canbo-office.service"
check systemd-analyze verify --man=no "$scratch/canbo-office.service"
kiosk=$source/installer/kiosk/canbo-station-kiosk.service
sed 's|/usr/bin/xinit|/bin/true|' "$kiosk" >"$scratch/canbo-station-kiosk.service"
check systemd-analyze verify --man=no "$scratch/canbo-station-kiosk.service"
# 1.2 of 10 in November 2026; what is left is the network and the right to be a service.
check systemd-analyze security --offline=yes --threshold=15 --no-pager "$unit" >"$scratch/security"
tail -n 1 "$scratch/security"
for page in "$source"/installer/man/*.[158]; do
  warnings=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  check test -z "$warnings"
done
exit "$found"
