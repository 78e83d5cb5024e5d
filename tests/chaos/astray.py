"""Whatever stands in the database, the folders and the locks that nothing else accounts for."""

from collections.abc import Callable, Container, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from config.local.accounts import connect
from tests.database import Database

Rows = Callable[[str], list[tuple[object, ...]]]
ROLES = """
SELECT rolname FROM pg_roles
 WHERE rolname ~ '^sispmpi_(m[0-9]{7}|o[0-9a-z_]{2,40})$' AND NOT rolcanlogin
"""
STANDING = """
SELECT schema_name::text FROM tenants_tenant WHERE life NOT IN ('archived', 'dropped')
 UNION ALL
SELECT trash_schema FROM tenants_departure
 WHERE set_aside_at IS NOT NULL AND removed_at IS NULL AND cancelled_at IS NULL
"""
FOUND = r"SELECT nspname::text FROM pg_namespace WHERE nspname ~ '^(m[0-9]{7}$|o[0-9a-z_]|zz_)'"
WITH_ROLE = """
SELECT 'sispmpi_' || schema_name FROM tenants_tenant t
 WHERE life <> 'dropped' AND NOT EXISTS (SELECT 1 FROM tenants_departure d
   WHERE d.tenant_id = t.id AND d.removed_at IS NOT NULL AND d.finished_at IS NULL)
"""
# each says what is wrong, in a column of text
CONTRADICTIONS = {
    "a tenant without one primary host": """
        SELECT schema_name FROM tenants_tenant t WHERE 1 <>
          (SELECT count(*) FROM tenants_domain d WHERE d.tenant_id = t.id AND d.is_primary)""",
    "a birth that disagrees with its tenant": """
        SELECT b.slug || ' ' || b.step || ' ' || coalesce(t.life, 'no tenant')
          FROM tenants_birth b LEFT JOIN tenants_tenant t USING (organisation_id)
         WHERE (b.step = 'requested') <> (t.id IS NULL)
            OR (b.step = 'done') <> (coalesce(t.life, 'preparing') <> 'preparing')""",
    "a tenant that was never born": """
        SELECT schema_name FROM tenants_tenant t WHERE NOT EXISTS
          (SELECT 1 FROM tenants_birth b WHERE b.organisation_id = t.organisation_id)""",
    "a departure whose steps disagree with its tenant": """
        SELECT t.schema_name || ' ' || t.life FROM tenants_departure d
          JOIN tenants_tenant t ON t.id = d.tenant_id
         WHERE d.cancelled_at IS NULL AND d.finished_at IS NULL
           AND (d.set_aside_at IS NOT NULL) <> (t.life = 'archived')""",
    "a step of a life that the journal tells not once": """
        SELECT t.schema_name || ' ' || e.verb || ' ' || count(*) FROM tenants_tenant t
          JOIN tenants_organisation o ON o.id = t.organisation_id
          JOIN audit_entry e ON e.subject_uid = o.uid
         WHERE e.verb IN ('tenants.birth.done', 'tenants.tenant.archived',
                          'tenants.departure.confirmed', 'tenants.tenant.dropped')
         GROUP BY e.verb, t.schema_name HAVING count(*) > 1""",
    "a restored organisation of which the journal does not tell": """
        SELECT t.schema_name FROM tenants_tenant t
          JOIN tenants_organisation o ON o.id = t.organisation_id
         WHERE t.life NOT IN ('archived', 'dropped')
           AND (SELECT count(*) FROM audit_entry e WHERE e.subject_uid = o.uid
                 AND e.verb = 'tenants.tenant.dropped')
            <> (SELECT count(*) FROM audit_entry e WHERE e.subject_uid = o.uid
                 AND e.verb = 'tenants.tenant.restored')""",
    "a lock that nobody lets go": """
        SELECT l.classid || ' ' || l.objid || ' ' || a.state || ' ' || left(a.query, 60)
          FROM pg_locks l JOIN pg_stat_activity a USING (pid)
         WHERE l.locktype = 'advisory' AND a.datname = current_database()""",
    "a transaction left open": """
        SELECT application_name || ' ' || left(query, 60) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()
           AND (state LIKE 'idle in transaction%' OR state = 'active')""",
    "a prepared transaction": "SELECT gid FROM pg_prepared_xacts",
}
MAY_WRITE = """
SELECT t.schema_name::text, t.life,
       has_table_privilege(r.rolname, quote_ident(t.schema_name) || '.access_organ', 'INSERT'),
       ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
              WHERE m.member = r.oid ORDER BY 1)
  FROM tenants_tenant t JOIN pg_roles r ON r.rolname = 'sispmpi_' || t.schema_name
 WHERE t.life NOT IN ('archived', 'dropped')
"""


def nothing_astray(
    database: Database, folder: Path | None = None, strangers: Container[str] = ()
) -> list[str]:
    """Everything that is astray, one line each; an empty list is the wish.

    With the folder of the files and backups, those are compared with their rows too. Strangers
    are organisations of other databases of the server: roles belong to all of them.
    """
    with connect(database.admin_url) as link, link.cursor() as cursor:
        return astray_in(cursor, folder, strangers)


def astray_in(cursor: Any, folder: Path | None, strangers: Container[str]) -> list[str]:
    """The same as one transaction sees it."""

    def rows(query: str) -> list[tuple[object, ...]]:
        cursor.execute(query)
        return list(cursor.fetchall())

    found = [*schemas_and_roles(rows, strangers), *contradictions(rows)]
    if any(each.startswith("schema lost") for each in found):
        return found  # the rest looks into schemas
    found += [*privileges(rows), *births(rows)]
    if folder is not None:
        found += [*backups(rows, folder / "backup"), *uploads(rows, folder / "files")]
    return found


def words(rows: Rows, query: str) -> set[str]:
    """The first column of a query."""
    return {str(row[0]) for row in rows(query)}


def schemas_and_roles(rows: Rows, strangers: Container[str]) -> Iterator[str]:
    """Schemas and roles against the rows that own them, in both directions."""
    wanted, there = words(rows, STANDING) | {"zz_template"}, words(rows, FOUND)
    yield from (f"schema of nobody: {each}" for each in sorted(there - wanted))
    yield from (f"schema lost: {each}" for each in sorted(wanted - there))
    wanted = words(rows, WITH_ROLE)
    there = words(rows, ROLES)
    yield from (f"role lost: {each}" for each in sorted(wanted - there))
    for role in sorted(there - wanted):
        if role.removeprefix("sispmpi_") not in strangers:
            yield f"role of nobody: {role}"


def contradictions(rows: Rows) -> Iterator[str]:
    """Rows that cannot be true together, locks and transactions that nobody ends."""
    for title, query in CONTRADICTIONS.items():
        yield from (f"{title}: {row[0]}" for row in rows(query))


def privileges(rows: Rows) -> Iterator[str]:
    """A role writes where its organisation is open, and belongs to the group that fits."""
    for schema, life, writes, groups in rows(MAY_WRITE):
        is_open = life in ("preparing", "active", "suspended")
        group = ["sispmpi_tenants"] if is_open else ["sispmpi_readers"]
        if (writes, groups) != (is_open, group):
            yield f"privileges: {schema} is {life}, writes: {writes}, in {groups}"


def births(rows: Rows) -> Iterator[str]:
    """Whoever is born and still has the first invitation has exactly one."""
    query = (
        "SELECT t.schema_name::text FROM tenants_birth b JOIN tenants_tenant t"
        " USING (organisation_id) WHERE b.administrator_email <> ''"
        " AND b.step IN ('invited', 'done') AND t.life NOT IN ('archived', 'dropped')"
    )
    for (schema,) in rows(query):
        counted = (
            f"SELECT (SELECT count(*) FROM {schema}.access_organ),"
            f" (SELECT count(*) FROM {schema}.identity_user WHERE email IN"
            f" (SELECT administrator_email FROM tenants_birth)),"
            f" (SELECT count(*) FROM {schema}.notifications_email)"
        )
        if rows(counted) != [(1, 1, 1)]:
            yield f"{schema}: organs, administrators, invitations are {rows(counted)}"


def backups(rows: Rows, folder: Path) -> Iterator[str]:
    """Archives against their rows; a departure's unproven one serves nobody."""
    query = (
        "SELECT t.schema_name || '/' || b.name, b.sha256 FROM tenants_backup b"
        " JOIN tenants_tenant t ON t.id = b.tenant_id WHERE b.removed_at IS NULL"
    )
    wanted = {str(name): digest for name, digest in rows(query)}
    there = {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    yield from (f"archive without a row: {each}" for each in sorted(set(there) - set(wanted)))
    for name, digest in wanted.items():
        if there.get(name) != digest:
            yield f"archive lost or cut: {name}"
    unused = (
        "SELECT b.name FROM tenants_backup b JOIN tenants_tenant t ON t.id = b.tenant_id"
        " WHERE removed_at IS NULL AND (purpose = 'departure' OR life = 'dropped')"
        " AND NOT EXISTS (SELECT 1 FROM tenants_departure d WHERE d.archive_id = b.id)"
    )
    yield from (f"archive kept for nobody: {row[0]}" for row in rows(unused))


def uploads(rows: Rows, folder: Path) -> Iterator[str]:
    """Stored files against the rows of each schema that stands under its name."""
    query = "SELECT schema_name::text FROM tenants_tenant WHERE life NOT IN ('archived', 'dropped')"
    living = words(rows, query)
    aside = words(rows, "SELECT schema_name::text FROM tenants_tenant WHERE life = 'archived'")
    for schema in sorted({path.name for path in folder.glob("*") if path.is_dir()} | living):
        there = {f"{schema}/{path.name}" for path in (folder / schema).glob("*")}
        if schema in living:
            named = words(rows, f"SELECT storage_key FROM {schema}.documents_storedfile")
            yield from (f"file without a row: {each}" for each in sorted(there - named))
            yield from (f"file lost: {each}" for each in sorted(named - there))
        elif schema not in aside and schema[:1] in "mo":
            yield from (f"file of nobody: {each}" for each in sorted(there))
