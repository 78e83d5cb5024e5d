"""The catalogue of versions: prepared, released to everybody, withdrawn; and fetched by a link."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from access.rules import Actor, require
from agreements.publication import events, permissions, queries
from agreements.publication.models import Delivery, Release
from agreements.publication.releases import (
    CODE_PACKAGE,
    RELEASE_FLOW,
    ReleaseFacts,
    ReleaseState,
    release_faults,
)
from agreements.publication.rules import DeliveryState
from agreements.registry.holds import HoldStep
from agreements.registry.queries import refuse_held
from documents.models import StoredFile
from documents.services import store
from events.services import emit
from foundation.refusals import Conflict, Invalid, NotAllowed, NotFound

NO_REASON = "Diga por que a versão é retirada: quem a recebeu vai ler."
NO_PACKAGE = "Envie o pacote do código."
FINAL = "Uma versão lançada não muda mais: prepare a seguinte, ou retire esta."
NO_LONGER = "Esta versão foi retirada pela CGE-MG: aguarde o contato da DTIC."


@transaction.atomic
def draft_release(
    *, actor: Actor, facts: ReleaseFacts, package: File[bytes], at: datetime
) -> Release:
    """Put a version in the catalogue, seen by CGE-MG alone until it is released.

    Raises Denied or Invalid.
    """
    require(actor, permissions.MANAGE_RELEASES)
    facts = stripped(facts)
    check(facts, None, at)
    file = store(actor=actor, upload=package, purpose=CODE_PACKAGE, at=at, field="package")
    release = Release.objects.create(created_at=at, **asdict(facts), **facts_of_file(file))
    emit(events.ReleaseDrafted.of(actor, release, at=at, changes=package_change(release)))
    return release


@transaction.atomic
def change_release(
    *,
    actor: Actor,
    uid: UUID,
    revision: int,
    facts: ReleaseFacts,
    package: File[bytes] | None,
    at: datetime,
) -> Release:
    """Correct a version that was not released yet; without a package the present one stays.

    Raises Denied, NotFound, NotAllowed, Conflict or Invalid.
    """
    require(actor, permissions.MANAGE_RELEASES)
    release = queries.release_for_update(actor, uid)
    if release.state != ReleaseState.DRAFT:
        raise NotAllowed(FINAL)
    facts = stripped(facts)
    changes = differences(release, facts)
    if release.revision != revision and changes:
        raise Conflict({name: (old, new) for name, (old, new) in changes.items()})
    check(facts, release, at)
    for name, value in asdict(facts).items():
        setattr(release, name, value)
    if package is not None:
        file = store(actor=actor, upload=package, purpose=CODE_PACKAGE, at=at, field="package")
        changes["SHA-256"] = [release.package_sha256, file.sha256]
        for name, value in facts_of_file(file).items():
            setattr(release, name, value)
    release.revision += 1
    release.save()
    emit(events.ReleaseChanged.of(actor, release, at=at, changes=changes))
    return release


@transaction.atomic
def publish_release(*, actor: Actor, uid: UUID, at: datetime) -> Release:
    """Release it: from now on it is delivered, and every partner is told. Denied, NotFound…"""
    require(actor, permissions.MANAGE_RELEASES)
    release = queries.release_for_update(actor, uid)
    release.state = RELEASE_FLOW.after("release", ReleaseState(release.state))
    check(release.facts, release, at)
    release.released_at = at
    release.save(update_fields=["state", "released_at"])
    emit(events.CodeReleased.of(actor, release, at=at, changes=package_change(release)))
    return release


@transaction.atomic
def withdraw_release(*, actor: Actor, uid: UUID, reason: str, at: datetime) -> Release:
    """Hand it out no more: nobody gets it, nor fetches it again. Denied, NotFound, Invalid…"""
    require(actor, permissions.MANAGE_RELEASES)
    release = queries.release_for_update(actor, uid)
    after = RELEASE_FLOW.after("withdraw", ReleaseState(release.state))
    if not reason.strip():
        raise Invalid({"reason": [NO_REASON]})
    release.state, release.withdrawn_at, release.withdrawal_reason = after, at, reason.strip()
    release.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    emit(events.ReleaseWithdrawn.of(actor, release, at=at, reason=reason.strip()))
    return release


@transaction.atomic
def fetch_package(*, actor: Actor, token: str, at: datetime) -> Delivery:
    """The technical person begins to download what was delivered; told in the journal each time.

    Raises Denied, NotFound, or NotAllowed for a version that was withdrawn.
    """
    require(actor, permissions.ANSWER_LINK)
    delivery = queries.delivery_by_link_for_update(token, DeliveryState.DELIVERED, at=at)
    if delivery.release_id is None:
        raise NotFound
    refuse_held(delivery.agreement, HoldStep.DELIVERY)
    if queries.package_of(delivery) is None:
        raise NotAllowed(NO_LONGER)
    changes = {"versão": ["", delivery.version], "SHA-256": ["", delivery.sha256]}
    emit(events.PackageDownloaded.of(actor, delivery, at=at, changes=changes))
    return delivery


def stripped(facts: ReleaseFacts) -> ReleaseFacts:
    """Without the spaces and line ends that a browser leaves around."""
    return replace(
        facts,
        version=facts.version.strip(),
        notes=facts.notes.strip().replace("\r\n", "\n"),
        licence=facts.licence.strip().replace("\r\n", "\n"),
    )


def check(facts: ReleaseFacts, release: Release | None, at: datetime) -> None:
    """Raise Invalid with what is wrong."""
    is_taken = queries.is_version_taken(facts.version, but=release)
    if faults := release_faults(facts, is_taken=is_taken, today=timezone.localdate(at)):
        raise Invalid(faults)


def differences(release: Release, facts: ReleaseFacts) -> dict[str, list[Any]]:
    """What changes, by the Portuguese name of its field: before and after."""
    before, after = asdict(release.facts), asdict(facts)
    return {
        str(Release._meta.get_field(name).verbose_name): [before[name], after[name]]  # type: ignore[union-attr]
        for name in before
        if before[name] != after[name]
    }


def facts_of_file(file: StoredFile) -> dict[str, Any]:
    """What the catalogue repeats of the package."""
    return {
        "package": file,
        "package_name": file.name,
        "package_size": file.size,
        "package_sha256": file.sha256,
        "package_key": file.storage_key,
    }


def package_change(release: Release) -> dict[str, list[str]]:
    """The package, as the journal tells it."""
    return {"versão": ["", release.version], "SHA-256": ["", release.package_sha256]}
