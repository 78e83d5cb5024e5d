"""Versions of the code: their order, their life, and how an installed one stands. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from agreements.publication.rules import NOT_A_VERSION, VERSION
from documents.rules import MB, YEAR, Purpose
from foundation.flow import Flow, step

CODE_PACKAGE = Purpose("code_package", "Pacote do código", 50 * MB, ("zip",), 10 * YEAR)
SUPPORT_OVER = "O suporte não pode terminar no passado: informe uma data futura ou deixe em branco."
TAKEN = "Esta versão já está no catálogo."
NO_NOTES = "Conte o que muda nesta versão: é o que o partícipe lê antes de instalar."
NO_LICENCE = "Escreva a licença: ela acompanha o pacote."
Rank = tuple[int, int, int, int, tuple[tuple[int, int, str], ...]]


class ReleaseState(TextChoices):
    DRAFT = "draft", "Em preparação"
    RELEASED = "released", "Lançada"
    WITHDRAWN = "withdrawn", "Retirada"


RELEASE_FLOW = Flow(
    {
        "release": step(ReleaseState.DRAFT, ReleaseState.RELEASED, "Lançar"),
        "withdraw": step(ReleaseState.RELEASED, ReleaseState.WITHDRAWN, "Retirar"),
    }
)


class Standing(TextChoices):
    """How what a partner runs stands to the catalogue; the gravest that is true."""

    UNKNOWN = "unknown", "Sem código entregue"
    CURRENT = "current", "Atualizada"
    OUTDATED = "outdated", "Desatualizada"
    UNSUPPORTED = "unsupported", "Sem suporte"
    LACKS_MANDATORY = "lacks_mandatory", "Falta versão obrigatória"
    LACKS_SECURITY = "lacks_security", "Falta correção de segurança"


@dataclass(frozen=True, slots=True)
class Known:
    """What the standing of a partner is told by, of one released version."""

    version: str
    is_mandatory: bool
    is_security: bool
    supported_until: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseFacts:
    """What is typed about a version."""

    version: str
    is_mandatory: bool
    is_security: bool
    supported_until: date | None
    notes: str
    licence: str


def rank(version: str) -> Rank:
    """The order of semantic versions: 2.10.0 after 2.9.0, and 2.0.0-rc.1 before 2.0.0.

    Raises ValueError for what is no version.
    """
    if VERSION.match(version) is None:
        raise ValueError(version)
    numbers, _, before = version.partition("-")
    major, minor, patch = (int(each) for each in numbers.split("."))
    return major, minor, patch, int(not before), tuple(map(_part, before.split(".")))


def _part(word: str) -> tuple[int, int, str]:
    is_number = word.isdigit()
    return (0, int(word), "") if is_number else (1, 0, word)


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after another; any comes after none."""
    return not than or rank(version) > rank(than)


def is_final(version: str) -> bool:
    """Whether a version is meant for everybody: not a candidate, `2.0.0-rc.1`."""
    return "-" not in version


def newest(versions: Iterable[str]) -> str:
    """The last of some versions; nothing when there is none."""
    return max(versions, key=rank, default="")


def standing_of(installed: str, catalogue: Iterable[Known], today: date) -> Standing:
    """How an installed version stands to the released ones, on a day."""
    if not installed:
        return Standing.UNKNOWN
    known = list(catalogue)
    later = [each for each in known if is_final(each.version) and is_newer(each.version, installed)]
    own = next((each for each in known if each.version == installed), None)
    if any(each.is_security for each in later):
        return Standing.LACKS_SECURITY
    if any(each.is_mandatory for each in later):
        return Standing.LACKS_MANDATORY
    if own is not None and own.supported_until is not None and today > own.supported_until:
        return Standing.UNSUPPORTED
    return Standing.OUTDATED if later else Standing.CURRENT


def release_faults(facts: ReleaseFacts, *, is_taken: bool, today: date) -> dict[str, list[str]]:
    """What is wrong with a version, by field; empty when nothing is."""
    is_over = facts.supported_until is not None and facts.supported_until < today
    checks = (
        ("version", bool(VERSION.match(facts.version)), NOT_A_VERSION),
        ("version", not is_taken, TAKEN),
        ("supported_until", not is_over, SUPPORT_OVER),
        ("notes", bool(facts.notes), NO_NOTES),
        ("licence", bool(facts.licence), NO_LICENCE),
    )
    return {name: [message] for name, right, message in checks if not right}
