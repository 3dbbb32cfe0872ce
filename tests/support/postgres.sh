#!/usr/bin/env bash
# A PostgreSQL server of one's own for tests: on a socket in a private folder, reached by nobody else.
#   postgres.sh start FOLDER [SETTING=VALUE...]     FOLDER/address then holds an address without its database's name
#   postgres.sh kill FOLDER                         the server dies as in a power cut of its own
#   postgres.sh again FOLDER                        and is started again on the same data
#   postgres.sh stop FOLDER                         ends it and removes everything
# Says so and exits with 77 where no server is installed (package postgresql-15).
set -euo pipefail
what=$1
folder=$2
shift 2
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$programs/initdb" ] || { echo "PostgreSQL's server is not installed: nothing is tested with it" >&2; exit 77; }
as_user=()
[ "$(id -u)" -ne 0 ] || as_user=(runuser -u postgres --) # the server does not run as root

serve() {
  local place settings
  place=$(cat "$folder/place")
  settings=$(cat "$folder/settings")
  (cd / && "${as_user[@]}" "$programs/pg_ctl" -D "$place/data" -l "$place/log" -w -t 60 -o "$settings" start \
    </dev/null >"$place/start.log" 2>&1) || { cat "$place/start.log" "$place/log" >&2; exit 1; }
}

begin() {
  local place setting
  mkdir -p "$folder"
  place=$(mktemp -d /tmp/canbo-postgres-XXXXXX)
  [ ${#as_user[@]} -eq 0 ] || chown postgres "$place"
  # Its own order of text is Vietnamese, which is not the order of the stores: they must ask for theirs.
  (cd / && "${as_user[@]}" "$programs/initdb" -D "$place/data" -U canbo -A trust -E UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=vi-VN --no-sync >"$place/initdb.log" 2>&1) ||
    { cat "$place/initdb.log" >&2; exit 1; }
  setting="-c listen_addresses= -c unix_socket_directories=$place -c max_connections=200"
  for one in "$@"; do setting="$setting -c $one"; done
  echo "$place" >"$folder/place"
  echo "$setting" >"$folder/settings"
  serve
  echo "postgresql://canbo@/?host=$place" >"$folder/address"
}

end() {
  local place
  [ -f "$folder/place" ] || return 0
  place=$(cat "$folder/place")
  (cd / && "${as_user[@]}" "$programs/pg_ctl" -D "$place/data" -m immediate -w stop >/dev/null 2>&1) || true
  case $place in /tmp/canbo-postgres-*) rm -rf "$place" ;; esac
  rm -f "$folder/place" "$folder/settings" "$folder/address"
}

case $what in
  start) end; begin "$@" ;;
  kill) kill -9 "$(head -1 "$(cat "$folder/place")/data/postmaster.pid")" ;;
  again)
    for _ in $(seq 60); do # the killed one's children still have to see it
      (serve) >/dev/null 2>&1 && exit 0
      sleep 0.2
    done
    serve
    ;;
  stop) end ;;
  *) echo "postgres.sh start|kill|again|stop FOLDER" >&2; exit 2 ;;
esac
