"""Requests of data subjects: all of them for CGE-MG, one for who has its link."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from uuid import UUID

from django.db.models import F, QuerySet

from access.rules import Actor, require
from agreements.privacy import permissions
from agreements.privacy.models import SubjectRequest
from agreements.privacy.rules import SubjectState
from foundation.refusals import NotFound
from foundation.stamps import digest
from foundation.tenancy import PUBLIC

SALT = "agreements.privacy.way"
BEHIND_LINK = (
    *("id", "uid", "state", "token_hash", "asked_at", "expires_at"),
    *("copy_taken_at", "erasure_asked_at"),
)


def token_of(uid: UUID) -> str:
    """The unguessable part of a link: made again from the installation's key when needed."""
    found = digest(uid.hex, salt=SALT, schema=PUBLIC)
    return urlsafe_b64encode(found).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What is stored of it."""
    return sha256(token.encode()).hexdigest()


def by_token(token: str) -> SubjectRequest:
    """The request behind a link. Raises NotFound."""
    found = SubjectRequest.objects.only(*BEHIND_LINK).filter(token_hash=hash_of(token)).first()
    if found is None:
        raise NotFound
    return found


def by_token_for_update(token: str) -> SubjectRequest:
    """The same, locked. Raises NotFound."""
    seen = by_token(token)
    return SubjectRequest.objects.select_for_update().only(*BEHIND_LINK).get(pk=seen.pk)


def subjects(actor: Actor) -> QuerySet[SubjectRequest]:
    """Every one, for the centre: what waits first, the oldest of it before. Raises Denied."""
    require(actor, permissions.SEE_SUBJECTS)
    waits = F("decided_at").desc(nulls_first=True)
    return SubjectRequest.objects.exclude(state=SubjectState.OPEN).order_by(waits, "asked_at", "pk")


def subject_by_uid(actor: Actor, uid: UUID) -> SubjectRequest:
    """One of them. Raises Denied or NotFound."""
    found = subjects(actor).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def subject_for_update(actor: Actor, uid: UUID) -> SubjectRequest:
    """The same, locked. Raises Denied or NotFound."""
    seen = subject_by_uid(actor, uid)
    return SubjectRequest.objects.select_for_update().get(pk=seen.pk)


def waiting() -> QuerySet[SubjectRequest]:
    """What CGE-MG has to answer."""
    return SubjectRequest.objects.filter(state=SubjectState.ASKED).order_by("erasure_asked_at")
