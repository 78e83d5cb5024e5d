"""An upgrade of several organisations, killed in the template or in a wave, and given again."""

from tests.chaos.astray import nothing_astray
from tests.chaos.life import ELSEWHERE, UPGRADED, Chaos
from tests.database import Database

GROWN = "chaos_grown"
LAST = "0003_paused"
ALL = "(SELECT 'zz_template' UNION ALL SELECT schema_name::text FROM tenants_tenant)"


def grow(chaos: Chaos) -> None:
    """The database that each round copies: organisations that lack the whole trial app."""
    chaos.place.copy("template_of_chaos", GROWN)
    chaos.place.carriers["release"].carry_out("grow", GROWN, UPGRADED)


def upgrade(chaos: Chaos, victim: str) -> None:
    """One upgrade on a copy of its own."""
    place = chaos.place
    name = f"chaos_upgrade_{sum(case.rounds for case in chaos.cases.values())}"
    database = place.copy(GROWN, name)
    chaos.run(
        "upgrade",
        victim,
        begin=lambda: place.carriers["release"].start("migrate", name),
        phase=lambda: phase(database),
        is_done=lambda: is_done(database),
        look=lambda: nothing_astray(database, None, strangers(chaos)) + unfinished(database),
    )
    place.drop(name)


def strangers(chaos: Chaos) -> set[str]:
    """The organisations of all the other databases, the one in which lives go on included."""
    rows = chaos.place.database.rows("SELECT schema_name FROM tenants_tenant")
    return {str(row[0]) for row in rows} | ELSEWHERE


def reached(database: Database) -> dict[str, list[str]]:
    """The trial app's migrations that each schema holds, the template first."""
    schemas = [str(row[0]) for row in database.rows(f"SELECT * FROM {ALL} found")]
    one = "SELECT '{0}', array_agg(name::text ORDER BY name) FROM {0}.django_migrations"
    one += " WHERE app = 'trial'"
    found = database.rows(" UNION ALL ".join(one.format(each) for each in schemas))
    return {str(schema): names or [] for schema, names in found}  # type: ignore[misc]


def phase(database: Database) -> str:
    """Where the upgrade was."""
    found = reached(database)
    template = found.pop("zz_template")
    if LAST not in template:
        return f"template, {len(template)} of 3"
    done = sum(LAST in names for names in found.values())
    return "wave" if done < len(found) else "told"


def is_done(database: Database) -> bool:
    """Whether everybody arrived, and the last command has ended in order."""
    arrived = all(LAST in names for names in reached(database).values())
    return arrived and not open_runs(database)


def open_runs(database: Database) -> list[tuple[object, ...]]:
    """Runs that nobody has told the end of: what a killed command leaves, until the next one."""
    return database.rows("SELECT 'run ' || id FROM tenants_upgraderun WHERE ended_at IS NULL")


def unfinished(database: Database) -> list[str]:
    """Organisations whose row says another thing than their schema; structures that differ."""
    late = database.rows(
        "SELECT schema_name, upgrade_error FROM tenants_tenant t"
        " WHERE upgrade_error <> '' OR migration_hash <> (SELECT hash FROM"
        " public.tenant_migration_state(ARRAY['zz_template']))"
    )
    columns = database.rows(
        "SELECT array_agg(DISTINCT c.relnamespace::regnamespace::text), c.relname, count(*)"
        "  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
        f" WHERE c.relnamespace::regnamespace::text IN {ALL} AND c.relkind = 'r'"
        "   AND NOT a.attisdropped GROUP BY c.relname"
        f" HAVING mod(count(*), (SELECT count(*) FROM {ALL} found)) <> 0"
    )
    return [str(row) for row in (*late, *columns, *open_runs(database))]
