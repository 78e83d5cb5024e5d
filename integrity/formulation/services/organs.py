"""Organs: write, correct, archive, take back into use. Nothing of an organ is ever deleted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from access.models import Organ
from access.rules import Actor, require
from events.services import emit
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.words import folded
from integrity.formulation import permissions
from integrity.formulation.events import OrganArchived, OrganRestored, OrganSaved
from integrity.formulation.models import CatalogueEntry
from integrity.formulation.queries import organs
from integrity.formulation.services.figures import FigureDraft, write_figures

WHOLE_ONLY = "Só quem administra a organização inteira cadastra órgãos."


@transaction.atomic
def add_organ(
    *,
    actor: Actor,
    name: str,
    acronym: str,
    organ_type: CatalogueEntry | None = None,
    figures: Sequence[FigureDraft] = (),
    at: datetime,
) -> Organ:
    """A further organ. Raises Denied unless the profile is held over the whole organisation."""
    _whole(actor)
    _check(name, organ_type, None)
    organ = Organ(name="", acronym="")
    changes = _fill(organ, name, acronym, organ_type)
    organ.save()
    emit(OrganSaved.of(actor, organ, at=at, changes=changes | _years(organ, figures)))
    return organ


@transaction.atomic
def edit_organ(
    *,
    actor: Actor,
    uid: UUID,
    name: str,
    acronym: str,
    organ_type: CatalogueEntry | None = None,
    figures: Sequence[FigureDraft] = (),
    at: datetime,
) -> Organ:
    """Correct an organ within reach, and its years. Raises NotAllowed for an archived one."""
    require(actor, permissions.MANAGE_STRUCTURE)
    organ = organs.organ_for_update(actor, uid)
    if not organ.is_active:
        raise NotAllowed("O órgão está arquivado: reabra-o antes de alterar.")
    _check(name, organ_type, organ)
    changes = _fill(organ, name, acronym, organ_type)
    organ.save(update_fields=["name", "acronym", "type_uid"])
    emit(OrganSaved.of(actor, organ, at=at, changes=changes | _years(organ, figures)))
    return organ


@transaction.atomic
def archive_organ(*, actor: Actor, uid: UUID, at: datetime) -> Organ:
    """Take an organ out of use. Raises NotAllowed while a plan of it lives, or if it is the last.

    Its units, people, plans and figures stay as they are.
    """
    _whole(actor)
    organ = organs.organ_for_update(actor, uid)
    if not organ.is_active:
        raise NotAllowed("O órgão já está arquivado.")
    if organs.has_live_plan(organ):
        raise NotAllowed("O órgão tem plano em elaboração ou em vigor.")
    in_use = list(organs.every_organ(actor).select_for_update().filter(is_active=True))
    if in_use == [organ]:
        raise NotAllowed("A organização precisa de pelo menos um órgão em atividade.")
    organ.is_active = False
    organ.save(update_fields=["is_active"])
    emit(OrganArchived.of(actor, organ, at=at, changes={"Situação": ["Ativo", "Arquivado"]}))
    return organ


@transaction.atomic
def restore_organ(*, actor: Actor, uid: UUID, at: datetime) -> Organ:
    """Take an archived organ back into use."""
    _whole(actor)
    organ = organs.organ_for_update(actor, uid)
    if organ.is_active:
        raise NotAllowed("O órgão não está arquivado.")
    organ.is_active = True
    organ.save(update_fields=["is_active"])
    emit(OrganRestored.of(actor, organ, at=at, changes={"Situação": ["Arquivado", "Ativo"]}))
    return organ


def _whole(actor: Actor) -> None:
    require(actor, permissions.MANAGE_STRUCTURE)
    if actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)


def _check(name: str, organ_type: CatalogueEntry | None, itself: Organ | None) -> None:
    faults: dict[str, list[str]] = {}
    others = Organ.objects.exclude(pk__in=[itself.pk] if itself else [])
    if folded(name) in {folded(each) for each in others.values_list("name", flat=True)}:
        faults["name"] = ["Já existe um órgão com este nome."]
    if organ_type and not organs.types_for(itself).filter(pk=organ_type.pk).exists():
        faults["organ_type"] = ["Escolha entre os tipos oferecidos."]
    if faults:
        raise Invalid(faults)


def _fill(
    organ: Organ, name: str, acronym: str, organ_type: CatalogueEntry | None
) -> dict[str, list[str]]:
    """Write the fields; what changed, in words."""
    before = organs.type_names().get(organ.type_uid, "") if organ.type_uid else ""
    changes = {
        "Nome": [organ.name, name],
        "Sigla": [organ.acronym, acronym],
        "Tipo": [before, str(organ_type or "")],
    }
    organ.name, organ.acronym = name, acronym
    organ.type_uid = organ_type.uid if organ_type else None
    return {label: pair for label, pair in changes.items() if pair[0] != pair[1]}


def _years(organ: Organ, figures: Sequence[FigureDraft]) -> dict[str, list[str]]:
    return {f"Números de {row.year}": pair for row, pair in write_figures(organ, figures)}
