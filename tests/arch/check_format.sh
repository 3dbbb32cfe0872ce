#!/usr/bin/env bash
# clang-format 14 decides; to mend: find apps modules tests -name '*.h' -o -name '*.cpp' | xargs clang-format-14 -i
set -euo pipefail
find apps modules tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 clang-format-14 --dry-run -Werror
