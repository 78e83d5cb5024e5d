"""The one table of kinds of notice: each app adds its own at start."""

from collections.abc import Iterable

from access.rules import Profile
from foundation.refusals import NotFound
from notifications.rules import Channel, Kind

_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Put a kind into the table. Raises ValueError where another has its key."""
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"two kinds of notice are called {kind.key}")
    return kind


def kinds() -> list[Kind]:
    """Every kind, by title."""
    return sorted(_kinds.values(), key=lambda kind: (kind.title, kind.key))


def kinds_at(*, centre: bool) -> list[Kind]:
    """The kinds that somebody of the centre, or of an organisation, may receive."""
    return [each for each in kinds() if each.is_told_at(centre=centre)]


def kinds_for(profiles: Iterable[Profile]) -> list[Kind]:
    """The kinds that reach who holds the profiles."""
    held = frozenset(profiles)
    return [each for each in kinds() if each.profiles & held]


def kind_called(key: str) -> Kind:
    """One kind. Raises NotFound for a key that is not in the table."""
    found = known(key)
    if found is None:
        raise NotFound
    return found


def known(key: str) -> Kind | None:
    """One kind; None for one of an earlier version, or from before there were kinds."""
    return _kinds.get(key)


def title_of(key: str) -> str:
    """What a kind is called; of a notice without one, nothing in particular."""
    found = known(key)
    return found.title if found else "Outros avisos"


SUMMARY = "Olá, {nome}.\n\n{resumo}\n\nTodos os seus avisos: {link}"
AN_EXAMPLE = (
    "Plano publicado\n- Plano publicado: Integridade 2026. Abra: https://exemplo.mg.gov.br/"
)
SUMMARIES = {
    Channel.DAILY: register(
        Kind(
            key="notifications.daily",
            title="Resumo diário",
            audience="Quem escolheu receber avisos uma vez por dia",
            subject="Seus avisos de hoje: {quantos}",
            body=SUMMARY,
            values={"quantos": "3", "resumo": AN_EXAMPLE},
        )
    ),
    Channel.WEEKLY: register(
        Kind(
            key="notifications.weekly",
            title="Resumo semanal",
            audience="Quem escolheu receber avisos uma vez por semana",
            subject="Seus avisos da semana: {quantos}",
            body=SUMMARY,
            values={"quantos": "8", "resumo": AN_EXAMPLE},
        )
    ),
}
