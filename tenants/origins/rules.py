"""Where the right to a place comes from, and which acts may give it. Pure."""

from datetime import date

from django.db.models import TextChoices

from tenants.rules import Nature

STATE_ALONE = "Só órgãos e entidades do Estado de Minas Gerais entram como próprios do Estado."
IN_FUTURE = "O ato não pode ter data futura."
NO_ACT = "Informe o ato: espécie, número e onde está publicado."
NO_REASON = "Escreva a motivação: ela fica pública."


class Origin(TextChoices):
    """`agreement` and `training` are seen from the rows; the other two rest on an act."""

    AGREEMENT = "agreement", "Acordo de cooperação técnica"
    OWN = "own", "Órgão ou entidade do Estado de Minas Gerais"
    LEGACY = "legacy", "Acordo anterior a este sistema"
    TRAINING = "training", "Ambiente de treinamento"


BY_ACT = (Origin.OWN, Origin.LEGACY)


def origin_faults(
    *, origin: str, nature: str, state: str, act: str, act_date: date, reason: str, today: date
) -> dict[str, list[str]]:
    """Why an act cannot give a place, by field; nothing when it can."""
    is_of_state = state == "MG" and nature in (Nature.STATE, Nature.BODY)
    checks = (
        ("origin", origin != Origin.OWN or is_of_state, STATE_ALONE),
        ("act", bool(act.strip()), NO_ACT),
        ("act_date", act_date <= today, IN_FUTURE),
        ("reason", bool(reason.strip()), NO_REASON),
    )
    return {name: [message] for name, right, message in checks if not right}
