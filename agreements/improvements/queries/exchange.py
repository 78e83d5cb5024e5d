"""Improvements as each place may see them: all that were sent, one's own, and what is public."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from access.rules import Actor, require
from agreements.improvements import permissions
from agreements.improvements.exchange import ImprovementState, public_rows
from agreements.improvements.models import Adoption, Improvement, Review
from agreements.improvements.queries.reports import own_organisation_id
from agreements.publication.models import Release
from agreements.publication.releases import ReleaseState
from agreements.registry.rules import Side
from documents.models import StoredFile
from foundation.refusals import NotFound
from tenants.models import Organisation

STANDING = Q(adoptions__undone_at=None)
NOT_SENT = Q(report__side=Side.PARTNER, submitted_at=None)
FILTERS = ("module", "kind", "state")


@dataclass(frozen=True, slots=True)
class Figures:
    """What the exchange has come to, as everybody may know it."""

    accepted: int
    released: int
    bodies: int
    adoptions: int


def sought(found: QuerySet[Improvement], wanted: Mapping[str, str]) -> QuerySet[Improvement]:
    """Those of a module, a kind and a state, as far as each is named."""
    return found.filter(**{name: wanted[name] for name in FILTERS if wanted.get(name)})


def counted(found: QuerySet[Improvement]) -> QuerySet[Improvement]:
    """Each with how many adopted it."""
    return found.annotate(adopters=Count("adoptions", filter=STANDING))


def public_improvements() -> QuerySet[Improvement]:
    """What everybody may read, newest first."""
    found = Improvement.objects.filter(public_rows())
    return found.order_by(Coalesce("released_at", "accepted_at").desc(), "-pk")


def public_improvement(uid: UUID) -> Improvement:
    """One of them. Raises NotFound."""
    found = public_improvements().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def figures() -> Figures:
    """The counters of the public page."""
    found = Improvement.objects.filter(public_rows())
    told = found.aggregate(
        accepted=Count("pk"),
        released=Count("pk", filter=Q(state=ImprovementState.RELEASED)),
        bodies=Count("credit", distinct=True),
    )
    standing = Adoption.objects.filter(public_rows("improvement__"), undone_at=None)
    return Figures(**told, adoptions=standing.values("improvement_id", "name").count())


def adopters_of(improvement: Improvement) -> list[str]:
    """The names of the bodies that say they use it, oldest first."""
    found = Adoption.objects.filter(improvement=improvement, undone_at=None)
    return list(found.order_by("adopted_at").values_list("name", flat=True))


def patch_of(improvement: Improvement) -> StoredFile:
    """Its file, for whoever may read the improvement. Raises NotFound where there is none."""
    if improvement.patch_id is None:
        raise NotFound
    scan = StoredFile.objects.values_list("scan", flat=True).get(pk=improvement.patch_id)
    return improvement.file(scan)


def improvements(actor: Actor) -> QuerySet[Improvement]:
    """At the centre all that were sent to it, at an organisation its own. Raises Denied."""
    own = own_organisation_id()
    found = counted(Improvement.objects.select_related("report", "organisation"))
    if own is None:
        require(actor, permissions.SEE_REPORTS)
        return found.exclude(NOT_SENT)
    require(actor, permissions.SEE_OWN_REPORTS)
    return found.filter(organisation_id=own, report__side=Side.PARTNER)


def waiting_for_review(actor: Actor) -> QuerySet[Improvement]:
    """What DTIC has to look at, the oldest first. Raises Denied."""
    found = improvements(actor).filter(state=ImprovementState.IN_REVIEW)
    return found.order_by("submitted_at", "pk")


def of_the_network(actor: Actor) -> QuerySet[Improvement]:
    """At an organisation: what others gave back, and whether it adopted each. Raises Denied."""
    require(actor, permissions.SEE_OWN_REPORTS)
    own = own_organisation()
    mine = Adoption.objects.filter(improvement=OuterRef("pk"), organisation=own, undone_at=None)
    found = counted(public_improvements()).annotate(is_adopted=Exists(mine))
    return found.exclude(pk__in=improvements(actor).values("pk"))


def improvement_by_uid(actor: Actor, uid: UUID) -> Improvement:
    """One that the actor sees here: its own, a public one, or any that was sent to the centre."""
    found = improvements(actor).filter(uid=uid).first()
    if found is None and own_organisation_id() is not None:
        found = of_the_network(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def own_improvement_for_update(actor: Actor, uid: UUID) -> Improvement:
    """One that the organisation itself made, locked. Raises Denied or NotFound."""
    seen = improvements(actor).filter(uid=uid, report__side=Side.PARTNER).first()
    if seen is None:
        raise NotFound
    return Improvement.objects.select_for_update().get(pk=seen.pk)


def improvement_to_review(actor: Actor, uid: UUID) -> Improvement:
    """One that was sent to the centre, locked. Raises NotFound."""
    found = Improvement.objects.exclude(NOT_SENT).select_for_update(of=("self",))
    improvement = found.select_related("patch", "release").filter(uid=uid).first()
    if improvement is None:
        raise NotFound
    return improvement


def reviews_of(improvement: Improvement) -> QuerySet[Review]:
    """What was said about it, oldest first."""
    return Review.objects.filter(improvement=improvement)


def releases_to_name() -> list[Release]:
    """The versions in which an improvement may come, those in preparation first."""
    found = Release.objects.exclude(state=ReleaseState.WITHDRAWN)
    return list(found.order_by("released_at", "-created_at")[:50])


def release_to_name(uid: UUID) -> Release | None:
    """One of them."""
    return Release.objects.exclude(state=ReleaseState.WITHDRAWN).filter(uid=uid).first()


def planned_for(release_uid: UUID) -> QuerySet[Improvement]:
    """The accepted improvements that come with a version."""
    return Improvement.objects.filter(
        release__uid=release_uid, state=ImprovementState.ACCEPTED
    ).order_by("pk")


def own_organisation() -> Organisation:
    """The organisation in whose place the thread works. Raises NotFound."""
    own = own_organisation_id()
    if own is None:
        raise NotFound
    return Organisation.objects.get(pk=own)


def is_made_by(improvement: Improvement, body: Organisation) -> bool:
    """Whether it is of that organisation; one of CGE-MG about its agreement is not."""
    return improvement.organisation_id == body.pk and improvement.report.side == Side.PARTNER


def own_adoption_for_update(improvement: Improvement) -> Adoption | None:
    """The standing mark of the organisation here, locked."""
    found = Adoption.objects.filter(
        improvement=improvement, organisation=own_organisation(), undone_at=None
    )
    return found.select_for_update().first()
