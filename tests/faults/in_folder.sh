#!/usr/bin/env bash
# Runs a program with a new folder in place of the word FOLDER, and removes it afterwards.
set -uo pipefail
folder=$(mktemp -d "${TMPDIR:-/tmp}/canbo-faults-XXXXXX")
trap 'rm -rf "$folder"' EXIT
arguments=()
for word in "$@"; do [ "$word" = FOLDER ] && word=$folder; arguments+=("$word"); done
"${arguments[@]}"
