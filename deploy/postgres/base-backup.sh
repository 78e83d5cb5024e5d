#!/bin/sh
# A copy of the whole cluster while it works, verified, from which recover.sh starts.
#   BACKUP_PASSWORD=… sh base-backup.sh            (PGHOST, PGPORT: where, when not 127.0.0.1:5432)
# Keeps the newest KEEP copies (2), and of the archive what the oldest of them needs.
set -eu
folder=${BASE_FOLDER:-/var/lib/recovery/base}
archive=${ARCHIVE_FOLDER:-/var/lib/recovery/archive}
keep=${KEEP:-2}
now() { date -u +%Y%m%dT%H%M%SZ; }
export PGPASSWORD="${BACKUP_PASSWORD:?}" PGUSER="${INSTALLATION_ID:-sispmpi}_backup" PGHOST="${PGHOST:-127.0.0.1}"

mkdir -p "$folder" "$archive"
exec 9< "$folder"
flock -n 9 || { echo "base-backup.sh: another copy into $folder is under way: nothing was changed" >&2; exit 1; }
name=$(now)
while [ -e "$folder/$name" ]; do sleep 1; name=$(now); done # one of this second: it is left as it is
rm -rf "$folder"/*.part
pg_basebackup --pgdata "$folder/$name.part" --checkpoint fast --wal-method stream --no-password
pg_verifybackup --quiet "$folder/$name.part"
mv "$folder/$name.part" "$folder/$name"

ls -d "$folder"/*Z | sort -r | tail -n +$((keep + 1)) | while read -r old; do
	rm -rf "$old"
done
oldest=$(ls -d "$folder"/*Z | sort | head -n 1)
first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")
pg_archivecleanup "$archive" "$first"
echo "$folder/$name"
