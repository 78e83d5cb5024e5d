"""The programme of a plan: what is stored of each part, in uids and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from access.rules import Actor
from foundation.words import joined
from integrity.formulation.models import CatalogueEntry, Plan, Programme, TypedDraft
from integrity.formulation.rules.catalogue import Kind
from integrity.formulation.rules.programme import PARTS, Choice, Part, Section, Values

OWN = " (só deste órgão)"


def programme_of(plan: Plan) -> Programme | None:
    """The programme of a plan; None while nobody wrote any of it."""
    return Programme.objects.filter(plan=plan).first()


def values_of(programme: Programme | None) -> dict[Section, Values]:
    """What is stored of every part; words by their uids."""
    return {section: values_in(programme, part) for section, part in PARTS.items()}


def values_in(programme: Programme | None, part: Part) -> Values:
    """What is stored of one part."""
    if programme is None:
        return {name: [] if is_words(part, name) else "" for name in part.names}
    return {name: value_in(programme, part, name) for name in part.names}


def value_in(programme: Programme, part: Part, name: str) -> str | list[str]:
    """One field."""
    stored = getattr(programme, name)
    return [str(uid) for uid in stored] if is_words(part, name) else str(stored)


def is_words(part: Part, name: str) -> bool:
    """Whether a field holds words of a catalogue."""
    return part.choice is not None and part.choice.name == name


def words_for(plan: Plan, kind: Kind, chosen: Iterable[object] = ()) -> QuerySet[CatalogueEntry]:
    """What a list offers to the organ, and what it chose before, archived since (P37)."""
    reached = Q(organ=None) | Q(organ=plan.organ_id)
    found = CatalogueEntry.objects.filter(reached, kind=kind)
    return found.filter(Q(is_active=True) | Q(uid__in=_uids(chosen)))


def _uids(given: Iterable[object]) -> list[UUID]:
    """What reads as uids: a form that is not judged yet may hold anything."""
    found = []
    for each in given:
        try:
            found.append(UUID(str(each)))
        except ValueError:
            continue
    return found


def names_of(kind: Kind, uids: Iterable[object]) -> list[str]:
    """The words as they are called now, those of one organ alone marked, in their order."""
    wanted = _uids(uids)
    if not wanted:
        return []
    found = CatalogueEntry.objects.filter(kind=kind, uid__in=wanted)
    return [f"{each.name}{OWN if each.organ_id else ''}" for each in found]


def told(part: Part, values: Values) -> dict[str, str]:
    """A part in words, by the labels of its fields."""
    said = {question.label: str(values[question.name]) for question in part.questions}
    if part.choice is None:
        return said
    return {part.choice.label: joined(chosen_names(part.choice, values)), **said}


def chosen_names(choice: Choice, values: Values) -> list[str]:
    """The names of what is ticked."""
    uids = values[choice.name]
    return names_of(choice.kind, uids if isinstance(uids, list) else [])


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed and did not save."""

    values: Values
    mark: str
    kept_at: datetime


def drafts_of(actor: Actor, plan: Plan, part: Part) -> QuerySet[TypedDraft]:
    """One's own draft of a part, or nothing."""
    if actor.user_id is None:
        return TypedDraft.objects.none()
    return TypedDraft.objects.filter(plan=plan, user_id=actor.user_id, form=part.section.value)


def typed_by(actor: Actor, plan: Plan, part: Part, stored: Values) -> Typed | None:
    """One's own draft of a part; None when it says what is stored anyway."""
    row = drafts_of(actor, plan, part).first()
    if row is None:
        return None
    values = {name: row.typed.get(name, stored[name]) for name in part.names}
    return None if same(values, stored) else Typed(values, row.mark, row.kept_at)


def same(typed: Values, stored: Values) -> bool:
    """Whether two sets of values say the same, whatever a browser does to ends of lines."""
    return all(plain(typed[name]) == plain(stored[name]) for name in stored)


def plain(value: str | list[str]) -> str | list[str]:
    """A value for comparison."""
    return sorted(value) if isinstance(value, list) else "\n".join(value.split("\r\n")).strip()
