"""Export and restore of one organisation against pg_dump and pg_restore, among many schemas."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Ledger, binaries, ms, say, seconds
from tests.bench.places import TENANTS

TIMES = 3
PEOPLE = 2000


def tool(name: str, *words: str) -> None:
    """A program of the embedded PostgreSQL."""
    subprocess.run([binaries() / name, *words], check=True, stdout=sys.stderr)


def peopled(cursor: object, schema: str) -> None:
    """A few thousand rows, so that the copy is not only of empty tables."""
    cursor.execute(  # type: ignore[attr-defined]
        f'INSERT INTO "{schema}".identity_user'
        " (uid, email, name, post, registration_number, phone, is_active, created_at, password)"
        " SELECT gen_random_uuid(), 'p' || n || '@exemplo.test', 'Pessoa ' || n, '', '', '', true,"
        f" now(), '!' FROM generate_series(1, {PEOPLE}) n"
    )


def restore(path: Path) -> None:
    """An archive into a new schema, verified, committed."""
    from tenants.archive import loading, reading
    from tenants.provisioning.birth import lay_out
    from tenants.provisioning.owner import owner_transaction

    with reading.opened(path) as archive, owner_transaction() as cursor:
        archive.verify()
        lay_out(cursor, "zz_scratch_bench")
        loading.load(cursor, archive, "zz_scratch_bench")


def by_owner(statement: str) -> None:
    """One statement of the owner."""
    from tenants.provisioning.owner import owner_transaction

    with owner_transaction() as cursor:
        cursor.execute(statement)


def prepare(schema: str) -> None:
    """People in the organisation."""
    from tenants.provisioning.owner import owner_transaction

    with owner_transaction() as cursor:
        peopled(cursor, schema)


def one_round(schema: str, url: str, ours: Path, theirs: Path) -> dict[str, float]:
    """Both ways once; the schema is put back as it was."""
    from django.utils import timezone

    from tenants.archive.proof import prove
    from tenants.archive.writing import export

    taken = {
        "export": seconds(lambda: export(schema, ours, at=timezone.now())),
        "pg_dump": seconds(lambda: tool("pg_dump", "-Fc", "-n", schema, "-f", str(theirs), url)),
        "prove": seconds(lambda: prove(ours)),
        "restore": seconds(lambda: restore(ours)),
    }
    by_owner("DROP SCHEMA zz_scratch_bench CASCADE")
    by_owner(f'ALTER SCHEMA "{schema}" RENAME TO zz_kept')
    taken["pg_restore"] = seconds(lambda: tool("pg_restore", "-d", url, str(theirs)))
    by_owner(f'DROP SCHEMA "{schema}" CASCADE')
    by_owner(f'ALTER SCHEMA zz_kept RENAME TO "{schema}"')
    return taken


def main() -> None:
    """Print the medians of both ways, which take turns, after each round."""
    import django

    django.setup()
    schema, url = os.environ["BENCH_SCHEMA"], os.environ["BENCH_ADMIN_URL"]
    prepare(schema)
    ledger = Ledger()
    ledger.note(schemas=TENANTS, people=PEOPLE)
    rounds: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(TIMES):
            ours, theirs = Path(folder) / f"{number}.zip", Path(folder) / f"{number}.dump"
            rounds.append(one_round(schema, url, ours, theirs))
            say(f"  {rounds[-1]}")
            found = {name: ms([each[name] for each in rounds]) for name in rounds[0]}
            ledger.note(
                **{f"{name}_ms": value for name, value in found.items()},
                export_times_faster=round(found["pg_dump"] / found["export"], 1),
                restore_times_faster=round(found["pg_restore"] / found["restore"], 1),
                archive_kb=ours.stat().st_size // 1024,
                dump_kb=theirs.stat().st_size // 1024,
            )


if __name__ == "__main__":
    main()
