"""What the journal tells: of one object, and to who searches it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from access.rules import Actor, require
from audit.models import Entry, Kind
from audit.permissions import SEE_JOURNAL
from audit.personal import SEAL
from foundation.refusals import Denied, NotFound
from identity.models import User

MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is searched for; the last day counts whole. Nothing here widens what is found."""

    what: str = ""
    who: str = ""
    on: str = ""
    since: date | None = None
    until: date | None = None
    only_outside: bool = False
    with_details: bool = False


_details: set[str] = set()


def fold(*verbs: str) -> None:
    """What a room tells step by step: found only by who asks for it, or for its object."""
    _details.update(verbs)


def entries_of(subject: Model) -> QuerySet[Entry]:
    """The entries of one object, newest first."""
    uid: Any = getattr(subject, "uid")  # noqa: B009
    return Entry.verbs.filter(subject_type=subject._meta.label_lower, subject_uid=uid)


def entries_of_all(subjects: Iterable[Model]) -> QuerySet[Entry]:
    """The entries of several objects of one kind together, newest first."""
    found = list(subjects)
    kind = found[0]._meta.label_lower if found else ""
    uids: list[Any] = [getattr(each, "uid") for each in found]  # noqa: B009
    return Entry.verbs.filter(subject_type=kind, subject_uid__in=uids)


def has_done(person: UUID | None, *, verbs: Collection[str], on: Iterable[Model]) -> bool:
    """Whether a person carried out one of the verbs on one of the objects, all of one kind."""
    subjects = list(on)
    if person is None or not subjects:
        return False
    uids: list[Any] = [getattr(each, "uid") for each in subjects]  # noqa: B009
    found = Entry.verbs.filter(
        subject_type=subjects[0]._meta.label_lower,
        subject_uid__in=uids,
        verb__in=verbs,
        actor_uid=person,
    )
    return found.exists()


def entries_of_verb(verb: str, on: Iterable[Model]) -> QuerySet[Entry]:
    """When a verb was carried out on the objects, all of one kind; oldest first."""
    subjects = list(on)
    kind = subjects[0]._meta.label_lower if subjects else ""
    uids: list[Any] = [getattr(each, "uid") for each in subjects]  # noqa: B009
    found = Entry.verbs.filter(subject_type=kind, subject_uid__in=uids, verb=verb)
    return found.order_by("at", "pk")


def may_search(actor: Actor) -> None:
    """Raise Denied unless the actor may read the whole journal: it has no organs."""
    require(actor, SEE_JOURNAL)
    if actor.organ_id is not None:
        raise Denied("O diário é da organização inteira: peça o perfil sem órgão definido.")


def search(actor: Actor, wanted: Wanted) -> QuerySet[Entry]:
    """Verbs, and rows that changed without one, newest first. Raises Denied."""
    may_search(actor)
    outside = Q(kind=Kind.CHANGE, verb_uid=None)
    found = Entry.objects.filter(outside if wanted.only_outside else Q(kind=Kind.VERB) | outside)
    if not (wanted.with_details or wanted.on):
        found = found.exclude(verb__in=_details)
    if wanted.what:
        found = found.filter(title__icontains=wanted.what)
    if wanted.who:
        found = found.filter(by(wanted.who))
    if wanted.on:
        found = found.filter(about(wanted.on))
    if wanted.since:
        found = found.filter(at__gte=beginning_of(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=beginning_of(wanted.until + timedelta(days=1)))
    return found


def named(text: str) -> list[UUID]:
    """Accounts by name or e-mail: in the journal itself both are sealed."""
    found = User.objects.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return list(found.values_list("uid", flat=True)[:MOST_PEOPLE])


def by(text: str) -> Q:
    """Entries by who acted: people of this place, else whatever acts without an account."""
    people = named(text)
    if people:
        return Q(kind=Kind.VERB, actor_uid__in=people)
    words = Q(actor_name__icontains=text) & ~Q(actor_name__startswith=SEAL)
    return words | Q(database_user__icontains=text)


def about(text: str) -> Q:
    """Entries of an object by the words that name it, or by its uid."""
    try:
        return Q(subject_uid=UUID(text.strip()))
    except ValueError:
        words = Q(subject_label__icontains=text) & ~Q(subject_label__startswith=SEAL)
        return words | Q(subject_uid__in=named(text))


def beginning_of(day: date) -> datetime:
    """Midnight in the time zone of the installation."""
    return timezone.make_aware(datetime.combine(day, time.min))


def entry_by_uid(actor: Actor, uid: UUID) -> Entry:
    """One entry. Raises Denied or NotFound."""
    may_search(actor)
    found = Entry.objects.filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def rows_of(entry: Entry) -> Iterable[Entry]:
    """The rows that a verb changed, in their order."""
    return Entry.objects.filter(kind=Kind.CHANGE, verb_uid=entry.uid).order_by("pk")
