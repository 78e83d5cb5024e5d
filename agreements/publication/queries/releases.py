"""The catalogue of versions, what each partner runs, and the package behind a link."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from access.rules import Actor, require
from agreements.publication import permissions
from agreements.publication.models import Delivery, Production, Release
from agreements.publication.production import ProductionState, Source
from agreements.publication.releases import (
    Known,
    ReleaseState,
    Standing,
    is_final,
    newest,
    rank,
    standing_of,
)
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from documents.models import StoredFile
from foundation.refusals import NotFound

TOLD_OF_RELEASE = (
    "uid",
    "version",
    "state",
    "is_mandatory",
    "is_security",
    "supported_until",
    "released_at",
)


@dataclass(frozen=True, slots=True)
class Installed:
    """What one partner runs, as far as is known."""

    agreement: Agreement
    received: str
    version: str
    is_here: bool
    standing: Standing


def releases(actor: Actor) -> list[Release]:
    """The whole catalogue, the newest version first. Raises Denied."""
    require(actor, permissions.SEE_PUBLICATION)
    return sorted(Release.objects.all(), key=lambda each: rank(each.version), reverse=True)


def release_by_uid(actor: Actor, uid: UUID) -> Release:
    """One version, for the centre. Raises Denied or NotFound."""
    require(actor, permissions.SEE_PUBLICATION)
    found = Release.objects.select_related("package").filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def release_for_update(actor: Actor, uid: UUID) -> Release:
    """The same, locked."""
    seen = release_by_uid(actor, uid)
    return Release.objects.select_for_update().get(pk=seen.pk)


def released() -> QuerySet[Release]:
    """What may be delivered; what an organisation may read of it as well."""
    found = Release.objects.filter(state=ReleaseState.RELEASED)
    return found.only(*TOLD_OF_RELEASE).order_by("pk")  # the day of its making is not shared


def release_to_deliver(uid: UUID) -> Release | None:
    """A released version, by its uid."""
    return Release.objects.filter(state=ReleaseState.RELEASED, uid=uid).first()


def catalogue() -> list[Known]:
    """What the standing of a partner is told by."""
    return [each.known for each in released()]


def latest() -> str:
    """The newest version meant for everybody; nothing while there is none."""
    found = released().values_list("version", flat=True)
    return newest(each for each in found if is_final(each))


def is_version_taken(version: str, *, but: Release | None) -> bool:
    """Whether another row of the catalogue has this version."""
    found = Release.objects.filter(version=version)
    return found.exclude(pk=but.pk).exists() if but else found.exists()


def package_of(delivery: Delivery) -> StoredFile | None:
    """The package of a delivery, ready to be handed out; None once its version was withdrawn."""
    found = Release.objects.filter(deliveries=delivery, state=ReleaseState.RELEASED)
    release = (
        found.only("package", "package_name", "package_size", "package_sha256", "package_key")
        .order_by("pk")
        .first()
    )
    if release is None:
        return None
    scan = StoredFile.objects.values_list("scan", flat=True).get(pk=release.package_id)
    return release.file(scan)


def delivery_of_package(uid: UUID) -> Delivery:
    """The delivery that a signed link names. Raises NotFound."""
    found = Delivery.objects.filter(uid=uid, release__isnull=False).first()
    if found is None:
        raise NotFound
    return found


def version_at(agreement: Agreement) -> tuple[str, bool]:
    """What the partner of an agreement runs, and whether it works in its place here."""
    confirmed = Production.objects.filter(agreement=agreement, state=ProductionState.CONFIRMED)
    own = confirmed.filter(source=Source.PARTNER).values_list("version", flat=True)
    return newest(own), confirmed.filter(source=Source.SERVICE).exists()


def received_at(agreement: Agreement) -> str:
    """The newest version that was delivered under an agreement."""
    found = Delivery.objects.filter(agreement=agreement, delivered_at__isnull=False)
    return newest(found.values_list("version", flat=True))


def installed(actor: Actor, today: date) -> list[Installed]:
    """What every partner with an agreement in force runs: the gravest standing first."""
    require(actor, permissions.SEE_PUBLICATION)
    found = list(tell_installed(today))
    order = list(Standing)
    return sorted(
        found, key=lambda each: (-order.index(each.standing), each.agreement.organisation.name)
    )


def tell_installed(today: date) -> Iterator[Installed]:
    """The same, in no order: three queries, however many agreements there are."""
    known = catalogue()
    in_force = Agreement.objects.filter(state=AgreementState.PUBLISHED, end_date__gte=today)
    running, here, got = versions_of_all(in_force)
    for agreement in in_force.select_related("organisation"):
        received, own = newest(got.get(agreement.pk, ())), newest(running.get(agreement.pk, ()))
        is_here = agreement.pk in here and not own
        standing = standing_of(own or received, known, today)
        yield Installed(
            agreement, received, own, is_here, Standing.CURRENT if is_here else standing
        )


def versions_of_all(
    agreements: QuerySet[Agreement],
) -> tuple[dict[int, list[str]], set[int], dict[int, list[str]]]:
    """By agreement: versions in production, who works here, versions delivered."""
    running: dict[int, list[str]] = {}
    got: dict[int, list[str]] = {}
    here: set[int] = set()
    wanted = agreements.values("pk")
    confirmed = Production.objects.filter(
        agreement__in=wanted, state=ProductionState.CONFIRMED
    ).values_list("agreement", "source", "version")
    for pk, source, version in confirmed:
        if source == Source.SERVICE:
            here.add(pk)
        else:
            running.setdefault(pk, []).append(version)
    delivered = Delivery.objects.filter(agreement__in=wanted, delivered_at__isnull=False)
    for pk, version in delivered.values_list("agreement", "version"):
        got.setdefault(pk, []).append(version)
    return running, here, got


def to_be_told() -> QuerySet[Agreement]:
    """The agreements in force whose partners hear of a new version."""
    return Agreement.objects.filter(state=AgreementState.PUBLISHED).select_related("organisation")


def receiver_of(agreement: Agreement) -> tuple[str, str] | None:
    """Name and address of who received the code last; None while nothing was delivered."""
    found = Delivery.objects.filter(agreement=agreement, delivered_at__isnull=False)
    newest_one = found.order_by("-delivered_at").first()
    return (newest_one.receiver_name, newest_one.receiver_email) if newest_one else None
