"""Write an organisation to one file: one snapshot, streamed, nothing held whole in memory."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.core.files.storage import default_storage

from documents.rules import Scan
from foundation.refusals import NotAllowed
from tenants.archive import tables
from tenants.archive.manifest import (
    MANIFEST,
    MOST_MANIFEST,
    README,
    SEAL,
    Body,
    Held,
    Manifest,
    Part,
    Table,
    copy_name,
    readable_name,
)
from tenants.archive.streams import CHUNK, Outflow, whole_or_nothing
from tenants.archive.tables import Shape
from tenants.archive.versions import PRODUCT, product_version
from tenants.provisioning.owner import owner_transaction, quoted

FILES_TABLE = "documents_storedfile"
# by name, for a schema that stands before a column was added
STORED = """
SELECT storage_key, sha256, size, coalesce(to_jsonb(file) ->> 'scan', ''),
       coalesce(to_jsonb(file) ->> 'scan_found', '')
  FROM {} AS file WHERE to_jsonb(file) ->> 'destroyed_at' IS NULL ORDER BY id
"""
NOTE = """Cópia completa de {name} no SisPMPI em Rede.

manifest.json    o que há aqui: versão, tabelas, colunas, linhas, SHA-256 de cada arquivo
manifest.sha256  o SHA-256 do manifest.json
tables/*.csv     cada tabela em CSV (UTF-8, primeira linha com os nomes), para ler sem o SisPMPI
tables/*.copy    a mesma tabela no formato COPY do PostgreSQL, para restaurar
files/*          os documentos enviados e emitidos; os nomes originais estão em
                 tables/documents_storedfile.csv (coluna storage_key)

Um arquivo em que foi encontrado vírus não está em files/; manifest.json diz quais são ("held"), com
SHA-256 e motivo. Diz também quais ainda esperavam a verificação: não os abra. Os de situação
"unscanned" em tables/documents_storedfile.csv (coluna scan) nunca foram verificados.

Contém dados pessoais: guarde em lugar protegido.
"""


def export(schema: str, path: Path, *, at: datetime) -> Manifest:
    """Write the archive of a schema to a new file and give its manifest.

    Raises LookupError without such an organisation, FileExistsError when the name is taken.
    """
    with (
        whole_or_nothing(path) as target,
        ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive,
        owner_transaction() as cursor,
    ):
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(tables.SAME_TEXT_EVERYWHERE)
        manifest = fill(archive, cursor, schema, at)
        content = manifest.written()
        if len(content) > MOST_MANIFEST:
            raise NotAllowed(f"{schema}: arquivos demais para uma só cópia.")
        write_small(archive, MANIFEST, content)
        write_small(archive, SEAL, sha256(content).hexdigest().encode())
    return manifest


def fill(archive: ZipFile, cursor: Any, schema: str, at: datetime) -> Manifest:
    """Tables and files into the archive; what the manifest says of them."""
    organisation, hosts = registry_of(cursor, schema)
    layout = tables.layout(cursor, schema)
    copied = [
        write_table(archive, cursor, schema, shape)
        for shape in layout.shapes
        if shape.name not in tables.LEFT_OUT
    ]
    files, held, faults = write_files(archive, cursor, schema)
    return Manifest(
        product=PRODUCT,
        version=product_version(),
        made_at=at.isoformat(),
        schema=schema,
        hosts=hosts,
        organisation=organisation,
        migrations=tables.migrations(cursor, schema),
        tables=copied,
        counters=tables.counters(cursor, schema, layout.sequences),
        files=files,
        note=write_small(archive, README, NOTE.format(name=organisation.name).encode()),
        faults=faults,
        held=held,
    )


def registry_of(cursor: Any, schema: str) -> tuple[Body, list[str]]:
    """The organisation of a schema and its hosts: given ones, the present first, then its own."""
    cursor.execute(
        "SELECT o.uid::text, o.name, o.acronym, o.nature, o.state, o.ibge_code, o.cnpj, o.email,"
        " ARRAY(SELECT d.domain::text FROM public.tenants_domain d"
        "        WHERE d.tenant_id = t.id AND d.state = 'verified'"
        "        ORDER BY d.token <> '', d.is_primary DESC, d.verified_at DESC NULLS LAST, d.id)"
        " FROM public.tenants_tenant t"
        " JOIN public.tenants_organisation o ON o.id = t.organisation_id"
        " WHERE t.schema_name = %s",
        [schema],
    )
    found = cursor.fetchone()
    if found is None:
        raise LookupError(f"no organisation works in {schema!r}")
    return Body(*found[:-1]), list(found[-1])


def write_table(archive: ZipFile, cursor: Any, schema: str, shape: Shape) -> Table:
    """One table twice: exactly, and readable."""
    query = shape.select(schema)
    exact, rows = write_query(archive, cursor, copy_name(shape.name), f"COPY ({query}) TO STDOUT")
    readable, _ = write_query(
        archive,
        cursor,
        readable_name(shape.name),
        f"COPY ({query}) TO STDOUT WITH (FORMAT csv, HEADER)",
    )
    return Table(shape.name, list(shape.columns), rows, exact, readable, shape.json_schema())


def write_query(archive: ZipFile, cursor: Any, name: str, statement: str) -> tuple[Part, int]:
    """What COPY gives, straight into an entry; in its text format a row is a line."""
    with archive.open(entry(name), "w", force_zip64=True) as opened:
        flow = Outflow(opened)
        cursor.copy_expert(statement, flow)
    return flow.part(name), flow.lines


def write_files(
    archive: ZipFile, cursor: Any, schema: str
) -> tuple[list[Part], list[Held], list[str]]:
    """Every stored file of the snapshot; one that is lost or changed is told, not hidden.

    One with a virus stays out, and is told too.
    """
    named = cursor.connection.cursor("files")  # on the server: names come as they are needed
    named.execute(STORED.format(f"{quoted(schema)}.{quoted(FILES_TABLE)}"))
    files: list[Part] = []
    kept_back: list[Held] = []
    faults: list[str] = []
    with named:
        for key, expected, size, scan, virus in named:
            if told := held(name_of(key), expected, size, scan, virus):
                kept_back.append(told)
            if told and told.is_left_out:
                continue
            part = write_file(archive, str(key))
            if part is None:
                faults.append(f"{key}: o arquivo não está mais no armazenamento")
                continue
            files.append(part)
            if part.sha256 != expected:
                faults.append(f"{key}: o conteúdo não é mais o que foi recebido")
    return files, kept_back, faults


def held(name: str, sha256: str, size: int, scan: str, virus: str) -> Held | None:
    """What is said of a file that nobody is given: infected, or not judged yet."""
    if scan == Scan.INFECTED:
        return Held(name, size, sha256, f"com vírus ({virus})", is_left_out=True)
    if scan == Scan.WAITING:
        return Held(name, size, sha256, "em verificação contra vírus", is_left_out=False)
    return None


def name_of(key: str) -> str:
    """Where a stored file lies in the archive."""
    return f"files/{key.rpartition('/')[2]}"


def write_file(archive: ZipFile, key: str) -> Part | None:
    """One stored file, uncompressed as most kinds are already; None when it is lost."""
    name = name_of(key)
    try:
        source = default_storage.open(key)
    except FileNotFoundError:
        return None
    with source, archive.open(entry(name, ZIP_STORED), "w", force_zip64=True) as opened:
        flow = Outflow(opened)
        while content := source.read(CHUNK):
            flow.write(content)
    return flow.part(name)


def write_small(archive: ZipFile, name: str, content: bytes) -> Part:
    """A short text."""
    archive.writestr(entry(name), content)
    return Part(name, len(content), sha256(content).hexdigest())


def entry(name: str, method: int = ZIP_DEFLATED) -> ZipInfo:
    """An entry that only its owner may read once it is unpacked."""
    found = ZipInfo(name)
    found.compress_type = method
    found.external_attr = 0o600 << 16
    return found
