"""What may be read of the library: all of it at the centre, what was published elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from access.rules import Actor, require
from foundation.refusals import NotFound
from foundation.words import folded
from integrity.library import permissions
from integrity.library.models import Exemplar, LibraryImport
from integrity.library.rules.fields import Kind
from integrity.library.rules.flow import DRAFT, PUBLISHED

OF_CENTRE = ("written_by_name", "published_by_name")  # whose names organisations may not read


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed by; nothing of it leaves everything."""

    kind: str = ""
    text: str = ""
    axis: str = ""
    risk: str = ""
    audience: str = ""
    state: str = ""


def offered(actor: Actor) -> QuerySet[Exemplar]:
    """What the library offers today. Raises Denied."""
    return ever_published(actor).filter(state=PUBLISHED)


def ever_published(actor: Actor) -> QuerySet[Exemplar]:
    """Every version that was ever offered, without names of people. Raises Denied."""
    require(actor, permissions.SEE_LIBRARY)
    return Exemplar.objects.filter(published_at__isnull=False).defer(*OF_CENTRE)


def offered_one(actor: Actor, model_uid: UUID) -> Exemplar:
    """A model in the version that is offered. Raises Denied or NotFound."""
    found = offered(actor).filter(model_uid=model_uid).first()
    if found is None:
        raise NotFound
    return found


def matching(found: QuerySet[Exemplar], wanted: Wanted) -> QuerySet[Exemplar]:
    """Those that fit: every word, whatever its accents; by the axis or the risk of an action."""
    for word in folded(wanted.text).split():
        found = found.filter(searched__contains=word)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.axis:
        found = found.filter(body__axis=wanted.axis)
    if wanted.risk:
        found = found.filter(body__risks__contains=[wanted.risk])
    if wanted.audience:
        found = found.filter(Q(audience=[]) | Q(audience__contains=[wanted.audience]))
    return found.filter(state=wanted.state) if wanted.state else found


def by_keys(found: QuerySet[Exemplar], kind: str, keys: Iterable[str]) -> dict[str, Exemplar]:
    """The models that others name, by key; the newest version of each."""
    rows = found.filter(kind=kind, key__in=list(keys)).order_by("version")
    return {each.key: each for each in rows}


def titles_of(found: QuerySet[Exemplar]) -> dict[str, str]:
    """What the keys of models read as, the newest version of each."""
    return dict(found.order_by("version").values_list("key", "title"))


def newest(actor: Actor) -> QuerySet[Exemplar]:
    """Every model once, in its newest version, drafts too: for the centre. Raises Denied."""
    require(actor, permissions.CURATE_LIBRARY)
    last = Exemplar.objects.order_by("model_uid", "-version").distinct("model_uid").values("pk")
    return Exemplar.objects.filter(pk__in=last).order_by("kind", "title", "pk")


def versions_of(actor: Actor, model_uid: UUID) -> list[Exemplar]:
    """Every version of a model, newest first. Raises Denied or NotFound."""
    require(actor, permissions.CURATE_LIBRARY)
    found = list(Exemplar.objects.filter(model_uid=model_uid).order_by("-version"))
    if not found:
        raise NotFound
    return found


def versions_for_update(model_uid: UUID) -> list[Exemplar]:
    """The same, locked: whoever writes any version of a model waits here. Raises NotFound."""
    held = Exemplar.objects.select_for_update().filter(model_uid=model_uid)
    found = list(held.order_by("-version"))
    if not found:
        raise NotFound
    return found


def known_keys(*, published: bool = False) -> Mapping[str, set[str]]:
    """The keys that a model may name, of each kind: what is offered, or is about to be."""
    states = [PUBLISHED] if published else [DRAFT, PUBLISHED]
    found: dict[str, set[str]] = {kind: set() for kind in Kind.values}
    for kind, key in Exemplar.objects.filter(state__in=states).values_list("kind", "key"):
        found[kind].add(key)
    return found


def living() -> dict[tuple[str, str], Exemplar]:
    """The newest version of every model, by kind and key."""
    return {(each.kind, each.key): each for each in Exemplar.objects.order_by("version")}


def import_by_uid(actor: Actor, uid: UUID) -> LibraryImport:
    """A workbook that was checked. Raises Denied or NotFound."""
    require(actor, permissions.CURATE_LIBRARY)
    found = LibraryImport.objects.filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def import_for_update(actor: Actor, uid: UUID) -> LibraryImport:
    """The same, locked."""
    require(actor, permissions.CURATE_LIBRARY)
    found = LibraryImport.objects.select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def versions_among(model_uids: Iterable[str]) -> QuerySet[Exemplar]:
    """Every version ever offered of these models, newest first: for who already holds them."""
    found = Exemplar.objects.filter(model_uid__in=list(model_uids), published_at__isnull=False)
    return found.defer(*OF_CENTRE).order_by("-version")
