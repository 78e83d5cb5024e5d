"""The scale by which an organisation measures its integrity risks."""

from datetime import datetime

from django.db import IntegrityError, transaction

from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Conflict, Denied, Invalid
from foundation.words import joined
from integrity.formulation import permissions
from integrity.formulation.models import RiskScale
from integrity.formulation.queries.risks import scale_in_force
from integrity.formulation.risk_events import RiskScaleWritten
from integrity.formulation.rules.risk_scales import Scale, scale_faults

WHOLE_ONLY = "A escala é de quem administra a organização inteira."


@transaction.atomic
def write_risk_scale(*, actor: Actor, scale: Scale, version: int, at: datetime) -> RiskScale:
    """A scale for the assessments from now on; `version` is the one that the person read.

    Raises Denied, Conflict when somebody wrote another in between, or Invalid by field.
    """
    require(actor, permissions.MANAGE_RISK_SCALE)
    if actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)
    if faults := scale_faults(scale):
        raise Invalid(faults)
    current = scale_in_force()
    before, after = told(current.scale), told(scale)
    changed = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if current.version != version:
        raise Conflict(changed)
    made = _store(scale, version + 1, at)
    changes = {name: list(pair) for name, pair in changed.items()}
    emit(RiskScaleWritten.of(actor, made, at=at, changes=changes))
    return made


def _store(scale: Scale, version: int, at: datetime) -> RiskScale:
    try:
        with transaction.atomic():
            return RiskScale.objects.create(version=version, body=scale.as_json(), written_at=at)
    except IntegrityError:
        raise Conflict({}) from None


def told(scale: Scale) -> dict[str, str]:
    """A scale in words."""
    names = [each.name for each in scale.levels]
    rows = [
        f"{impact}: {joined([names[place] for place in row])}"
        for impact, row in zip(scale.impacts, scale.matrix, strict=True)
    ]
    return {
        "Probabilidades": joined(scale.probabilities),
        "Impactos": joined(scale.impacts),
        "Níveis": "; ".join(f"{each.name} desde {each.start}" for each in scale.levels),
        "Matriz": "; ".join(rows),
        "Controles": "; ".join(f"{each.name}: {each.remaining}%" for each in scale.efficacies),
        "Categorias": "; ".join(
            f"{each.name} ({joined(each.subtypes)})" if each.subtypes else each.name
            for each in scale.categories
        ),
        "Respostas": joined(scale.responses),
        "Pede tratamento desde": names[scale.grave_from],
    }
