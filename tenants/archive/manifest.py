"""The first page of an archive: what it holds, of whom, made by which version. Pure."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from foundation.tenancy import is_tenant_schema
from tenants.archive.faults import BadArchive, ForeignVersion
from tenants.archive.versions import PRODUCT

FORMAT = 1
MANIFEST = "manifest.json"
SEAL = "manifest.sha256"
README = "LEIA-ME.txt"
TABLE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}\Z")
FILE_NAME = re.compile(r"[0-9A-Za-z_.-]{1,100}\Z")
ENTRY = re.compile(
    r"(manifest\.json|manifest\.sha256|LEIA-ME\.txt|tables/[a-z0-9_]+\.(copy|csv)"
    r"|files/[0-9A-Za-z_-][0-9A-Za-z_.-]{0,99})\Z"
)
MOST_MANIFEST = 32 * 1024 * 1024  # some 200 thousand files
LEAST_BYTES = 8  # between two values, in the densest manifest that is one of ours
FREE_VALUES = 1000
CAME_LATER = frozenset({"held"})  # archives made before there was one are read
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the archive: its name inside, its bytes and their hash."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Held:
    """A stored file that nobody is given: its content stayed out, or came unjudged."""

    name: str
    size: int
    sha256: str
    reason: str
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One table: columns in order, how many rows, the exact copy and the readable one."""

    name: str
    columns: list[str]
    rows: int
    copy: Part
    readable: Part
    json_schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counter:
    """How far the sequence of an identity column has come."""

    table: str
    column: str
    last_value: int
    is_called: bool


@dataclass(frozen=True, slots=True)
class Body:
    """The organisation as the registry knows it."""

    uid: str
    name: str
    acronym: str
    nature: str
    state: str
    ibge_code: str
    cnpj: str
    email: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that is said of an archive."""

    product: str
    version: str
    made_at: str
    schema: str
    hosts: list[str]
    organisation: Body
    migrations: list[list[str]]
    tables: list[Table]
    counters: list[Counter]
    files: list[Part]
    note: Part
    faults: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """How many rows all tables hold."""
        return sum(each.rows for each in self.tables)

    @property
    def left_out(self) -> list[Held]:
        """The files whose content is not in the archive, on purpose."""
        return [each for each in self.held if each.is_left_out]

    @property
    def day(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made_at)

    def parts(self) -> Iterator[Part]:
        """Every entry besides the manifest itself and its seal."""
        yield self.note
        for table in self.tables:
            yield table.copy
            yield table.readable
        yield from self.files

    def written(self) -> bytes:
        """The manifest as it lies in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def parse(content: bytes) -> Manifest:
    """The manifest of an archive. Raises BadArchive for anything that is not one of ours."""
    values = sum(map(content.count, (b",", b"[", b"{")))
    if values > max(FREE_VALUES, len(content) // LEAST_BYTES):
        raise BadArchive(MANIFEST, "traz valores demais para o seu tamanho.")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise BadArchive(MANIFEST, "não pode ser lido.") from None
    if not isinstance(found, dict) or found.get("product") != PRODUCT:
        raise BadArchive(MANIFEST, "não é de um arquivo do SisPMPI em Rede.")
    if found.get("format") != FORMAT:
        raise ForeignVersion(
            MANIFEST, f"formato {found.get('format')!r}; esta versão lê o formato {FORMAT}."
        )
    manifest = build(Manifest, found)
    check_origin(manifest)
    check_names(manifest)
    return manifest


def check_origin(manifest: Manifest) -> None:
    """Raise BadArchive unless it says of which organisation it is, and of when."""
    if not is_tenant_schema(manifest.schema):
        raise BadArchive(MANIFEST, f"nome de espaço de dados inaceitável: {manifest.schema!r}.")
    if not is_instant(manifest.made_at):
        raise BadArchive(MANIFEST, "made_at não é um instante.")


def check_names(manifest: Manifest) -> None:
    """Raise BadArchive for a name that could lead out of its place."""
    if manifest.note.name != README:
        raise BadArchive(MANIFEST, "não cita a nota aos leitores.")
    names = [part.name for part in manifest.parts()]
    if len(set(names)) != len(names):
        raise BadArchive(MANIFEST, "cita duas vezes o mesmo arquivo.")
    for table in manifest.tables:
        expected = (copy_name(table.name), readable_name(table.name))
        if not TABLE_NAME.match(table.name) or (table.copy.name, table.readable.name) != expected:
            raise BadArchive(MANIFEST, f"nome de tabela inaceitável: {table.name!r}.")
    check_files(manifest)


def check_files(manifest: Manifest) -> None:
    """The same of stored files, and for one that is held back and yet there."""
    present = {each.name for each in manifest.files}
    for path in [*present, *(each.name for each in manifest.held)]:
        folder, _, name = path.partition("/")
        if folder != "files" or not FILE_NAME.match(name) or name.startswith("."):
            raise BadArchive(MANIFEST, f"nome de arquivo inaceitável: {path!r}.")
    for held in manifest.held:
        if held.is_left_out == (held.name in present):
            raise BadArchive(MANIFEST, f"diz e desdiz que traz o arquivo {held.name!r}.")


def is_instant(text: str) -> bool:
    """Whether a text is a moment with its zone."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def copy_name(table: str) -> str:
    """Where the exact copy of a table lies."""
    return f"tables/{table}.copy"


def readable_name(table: str) -> str:
    """Where the readable copy of a table lies."""
    return f"tables/{table}.csv"


def build(kind: type[T], value: Any) -> T:
    """A dataclass from JSON, every field of the declared type. Raises BadArchive."""
    hints = get_type_hints(kind)
    if not isinstance(value, dict):
        raise BadArchive(MANIFEST, f"{kind.__name__.lower()} tem um valor inaceitável.")
    if odd := sorted((set(value) ^ set(hints)) - (CAME_LATER - set(value))):
        verb = "falta" if odd[0] in hints else "sobra"
        raise BadArchive(MANIFEST, f"{verb} o dado {odd[0]!r} em {kind.__name__.lower()}.")
    return kind(**{name: typed(hints[name], each, name) for name, each in value.items()})


def typed(hint: Any, value: Any, name: str) -> Any:
    """One value of the declared type. Raises BadArchive."""
    if get_origin(hint) is list:
        if not isinstance(value, list):
            raise BadArchive(MANIFEST, f"{name} não é uma lista.")
        return [typed(get_args(hint)[0], each, name) for each in value]
    if hasattr(hint, "__dataclass_fields__"):
        return build(hint, value)
    plain = get_origin(hint) or hint
    if type(value) is not plain or (plain is int and value < 0):
        raise BadArchive(MANIFEST, f"{name} tem um valor inaceitável.")
    if plain is str and not is_text(value):
        raise BadArchive(MANIFEST, f"{name} tem letras que não existem.")
    return value


def is_text(value: str) -> bool:
    """Whether the database can keep it: no half of a letter, no zero."""
    return "\0" not in value and not any("\ud800" <= each <= "\udfff" for each in value)
