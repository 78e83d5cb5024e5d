"""The registers of the whole organisation: as an import compares them and as a workbook."""

from uuid import UUID

from access.models import Organ, Person, Unit
from access.rules import Actor, require
from foundation.refusals import Denied, NotFound
from foundation.words import folded
from integrity.formulation import permissions
from integrity.formulation.models import ImportRun, YearlyFigure
from integrity.formulation.queries import organs
from integrity.formulation.rules.register_sheets import ACCOUNT, CLOSED
from integrity.formulation.rules.registers import Known

WHOLE_ONLY = "Só quem administra a organização inteira importa cadastros."


def whole(actor: Actor) -> None:
    """Raises Denied unless the actor keeps the registers of the whole organisation."""
    require(actor, permissions.MANAGE_STRUCTURE)
    if actor.organ_id is not None:
        raise Denied(WHOLE_ONLY)


def known() -> Known:
    """What an import compares with, in four questions and one for the types."""
    types = {each.uid: each.name for each in organs.types_for(None)}
    found = Known(types={folded(name): name for name in types.values()})
    for organ in Organ.objects.all():
        found.organs[(folded(organ.name),)] = {
            "name": organ.name,
            "acronym": organ.acronym,
            "type": types.get(organ.type_uid, "") if organ.type_uid else "",
        } | ({} if organ.is_active else {CLOSED: "yes"})
    for unit in Unit.objects.select_related("organ", "parent"):
        found.units[(folded(unit.organ.name), folded(unit.name))] = {
            "organ": unit.organ.name,
            "name": unit.name,
            "acronym": unit.acronym,
            "parent": unit.parent.name if unit.parent else "",
        } | ({} if unit.is_active else {CLOSED: "yes"})
    for person in Person.objects.exclude(registration_number="").select_related("unit__organ"):
        found.people[(folded(person.registration_number),)] = {
            "number": person.registration_number,
            "name": person.name,
            "organ": person.unit.organ.name if person.unit else "",
            "unit": person.unit.name if person.unit else "",
        } | ({ACCOUNT: "yes"} if person.user_id else {})
    for figure in YearlyFigure.objects.select_related("organ"):
        organ_name = figure.organ.name if figure.organ else ""
        found.figures[(folded(organ_name), str(figure.year))] = {
            "organ": organ_name,
            "year": str(figure.year),
            "budget": f"{figure.budget:.2f}",
            "staff": str(figure.staff),
        }
    return found


def import_run(actor: Actor, uid: UUID) -> ImportRun:
    """A sheet of registers that was sent. Raises Denied or NotFound."""
    whole(actor)
    found = ImportRun.objects.select_related("file").filter(plan=None, uid=uid).first()
    if found is None:
        raise NotFound
    return found


def import_run_for_update(actor: Actor, uid: UUID) -> ImportRun:
    """The same, about to be written."""
    whole(actor)
    found = ImportRun.objects.select_for_update(of=("self",)).filter(plan=None, uid=uid).first()
    if found is None:
        raise NotFound
    return found
