#!/bin/sh
# Lay out the cluster as it was at a moment, in a new folder; start the server there afterwards.
#   sh recover.sh <folder of a base backup> <new data folder> '2026-11-23 14:05:00+00'
# Nothing is changed where the old data lie. The server replays the archive up to the last
# transaction that had ended by the moment, and then opens for writing, on a line of its own.
set -eu
base=${1:?a base backup}
target=${2:?a new data folder}
moment=${3:?a moment, with its time zone}
archive=${ARCHIVE_FOLDER:-/var/lib/recovery/archive}

case $moment in
*[+-][0-9][0-9] | *[+-][0-9][0-9]:[0-9][0-9] | *Z) ;;
*) echo "recover.sh: say the time zone of the moment: '$moment+00', '$moment-03'" >&2; exit 2 ;;
esac
if [ -e "$target" ] && [ -n "$(ls -A "$target")" ]; then
	echo "recover.sh: $target is not empty: nothing was changed" >&2
	exit 2
fi
pg_verifybackup --quiet "$base"
mkdir -p "$target"
cp -a "$base/." "$target/"
chmod 700 "$target"
rm -f "$target/postmaster.pid"
cat >> "$target/postgresql.auto.conf" <<END
restore_command = 'cp "$archive/%f" "%p"'
recovery_target_time = '$moment'
recovery_target_action = 'promote'
END
touch "$target/recovery.signal"
echo "$target: start the server on this folder; it opens when it has reached $moment"
