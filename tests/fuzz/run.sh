#!/usr/bin/env bash
# Looks for new inputs with libFuzzer under ASan and UBSan; a find fails the run and stays in build/fuzz/finds.
#   bash tests/fuzz/run.sh [--seconds N] [TARGET ...]    (default: 20 seconds each of the readers of cards)
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=20
[ "${1:-}" = --seconds ] && { seconds=$2; shift 2; }
[ $# -gt 0 ] || set -- card_qr card_zone card_tlv card_sod card_face card_person card_answers card_frames
bash installer/setup.sh clang libclang-rt-14-dev # not in packages.txt: nothing else needs half a gigabyte of it
bash installer/build.sh fuzz "${@/#/fuzz_}"
finds=build/fuzz/finds
mkdir -p "$finds"

look() { # at one target: new inputs go into a folder of their own, never into the corpus
  local found seed=tests/fuzz/corpus/$1
  found=$(mktemp -d)
  if build/fuzz/bin/"fuzz_$1" -max_total_time="$seconds" -max_len=16384 -artifact_prefix="$finds/$1-" \
    -print_final_stats=1 "$found" "$seed" >"$finds/$1.log" 2>&1; then
    echo "$1: $(sed -n 's/^stat::number_of_executed_units: *//p' "$finds/$1.log") inputs, no find"
    rm -rf "$found"
  else
    tail -n 40 "$finds/$1.log"
    echo "$1: a find, see $finds"
    return 1
  fi
}
export -f look
export seconds finds
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} bash -c 'look {}'
