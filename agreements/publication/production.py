"""When a partner counts as using the system, and what it must show. Pure."""

from datetime import date

from django.db.models import TextChoices

from agreements.publication.rules import NOT_A_VERSION, VERSION, written
from foundation.flow import Flow, step

SEEN = "Registrado no próprio serviço: a organização trabalha no seu espaço de dados."
NO_URL = "Informe o endereço em que o sistema abre, com https:// no começo."
NO_EVIDENCE = "Conte o que mostra que o sistema está em uso: ato, notícia, número de pessoas…"
IN_FUTURE = "A data não pode ser futura: declare depois que o sistema entrar em uso."
BEFORE_DELIVERY = "A data não pode ser anterior à entrega do código, de {day}."


class ProductionState(TextChoices):
    DECLARED = "declared", "Declarada"
    CONFIRMED = "confirmed", "Confirmada"
    RETURNED = "returned", "Devolvida"


class Source(TextChoices):
    """Who says so: the partner, of its own copy, or the organisation's place in this service."""

    PARTNER = "partner", "Cópia própria do partícipe"
    SERVICE = "service", "Neste serviço"


PRODUCTION_FLOW = Flow(
    {
        "confirm": step(ProductionState.DECLARED, ProductionState.CONFIRMED, "Confirmar o uso"),
        "return": step(ProductionState.DECLARED, ProductionState.RETURNED, "Devolver"),
    }
)


def production_faults(
    *,
    version: str,
    url: str,
    start_date: date,
    evidence: str,
    delivered_date: date | None,
    today: date,
) -> dict[str, list[str]]:
    """Why production cannot be declared so (G13), by field; empty when it can."""
    faults: dict[str, list[str]] = {}
    if not VERSION.match(version):
        faults["version"] = [NOT_A_VERSION]
    if not url.startswith(("https://", "http://")):
        faults["url"] = [NO_URL]
    if not evidence.strip():
        faults["evidence"] = [NO_EVIDENCE]
    if start_date > today:
        faults["start_date"] = [IN_FUTURE]
    elif delivered_date is not None and start_date < delivered_date:
        faults["start_date"] = [BEFORE_DELIVERY.format(day=written(delivered_date))]
    return faults


def seen_since(*, in_force_since: date | None, last_activity: date | None) -> date | None:
    """Since when an organisation is seen to work in its place here; None while it is not."""
    known = [each for each in (in_force_since, last_activity) if each is not None]
    return min(known) if known else None
