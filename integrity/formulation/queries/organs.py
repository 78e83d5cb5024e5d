"""Organs in use and archived, with their figures, as far as the actor reaches."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Organ
from access.rules import Actor, require
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.models import CatalogueEntry, YearlyFigure
from integrity.formulation.queries.joint import is_busy
from integrity.formulation.rules.catalogue import Kind


@dataclass(frozen=True, slots=True)
class YearBeside:
    """The figures of a year of an organ beside those of the government in that year."""

    of: YearlyFigure
    government: YearlyFigure | None


def every_organ(actor: Actor) -> QuerySet[Organ]:
    """The organs that the actor keeps, the archived ones too. Raises Denied."""
    require(actor, permissions.MANAGE_STRUCTURE)
    found = Organ.objects.all()
    return found if actor.organ_id is None else found.filter(pk=actor.organ_id)


def organ_by_uid(actor: Actor, uid: UUID) -> Organ:
    """One organ, archived or not. Raises NotFound."""
    organ = every_organ(actor).filter(uid=uid).first()
    if organ is None:
        raise NotFound
    return organ


def organ_for_update(actor: Actor, uid: UUID) -> Organ:
    """The same, locked."""
    organ = every_organ(actor).select_for_update().filter(uid=uid).first()
    if organ is None:
        raise NotFound
    return organ


def matching(
    found: QuerySet[Organ], *, text: str = "", type_uid: UUID | None = None, state: str = ""
) -> QuerySet[Organ]:
    """The organs that fit the filters of the list."""
    if text:
        found = found.filter(Q(name__icontains=text) | Q(acronym__icontains=text))
    if type_uid:
        found = found.filter(type_uid=type_uid)
    return found.filter(is_active=state == "ativo") if state else found


def types_for(organ: Organ | None) -> QuerySet[CatalogueEntry]:
    """The types that an organ may have: those of all and its own; a new one, those of all."""
    found = CatalogueEntry.objects.filter(kind=Kind.ORGAN_TYPE)
    of_all = Q(organ=None, is_active=True)
    if organ is None:
        return found.filter(of_all)
    return found.filter(of_all | Q(organ=organ, is_active=True) | Q(uid=organ.type_uid))


def type_names() -> dict[UUID, str]:
    """The words for the types of organs."""
    return dict(CatalogueEntry.objects.filter(kind=Kind.ORGAN_TYPE).values_list("uid", "name"))


def figures_of(organ: Organ | None) -> QuerySet[YearlyFigure]:
    """The years of an organ, or of the government; the last one first."""
    return YearlyFigure.objects.filter(organ=organ)


def figures_for_update(organ: Organ | None) -> QuerySet[YearlyFigure]:
    """The same, locked."""
    return figures_of(organ).select_for_update()


def beside_government(rows: list[YearlyFigure]) -> list[YearBeside]:
    """Each year with what the whole government had."""
    years = [row.year for row in rows]
    whole = {row.year: row for row in figures_of(None).filter(year__in=years)}
    return [YearBeside(row, whole.get(row.year)) for row in rows]


def has_live_plan(organ: Organ) -> bool:
    """Whether a plan of the organ is being drafted or is in force."""
    return is_busy(organ)
