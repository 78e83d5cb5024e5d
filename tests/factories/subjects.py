"""People without an account who ask after their data."""

from uuid import uuid4

from django.utils import timezone

from agreements.privacy.models import SubjectRequest
from agreements.privacy.queries import hash_of, token_of
from agreements.privacy.rules import LINK_LASTS, SubjectState

ADDRESS = "titular@exemplo.test"


def a_subject(address: str = ADDRESS, *, wished: bool = False) -> SubjectRequest:
    """Somebody with an open link, whose copy was thrown away; or who wished the erasure by it."""
    uid, now = uuid4(), timezone.now()
    return SubjectRequest.objects.create(
        uid=uid,
        address=address,
        token_hash=hash_of(token_of(uid)),
        asked_at=now,
        expires_at=now + LINK_LASTS,
        state=SubjectState.ASKED if wished else SubjectState.OPEN,
        erasure_asked_at=now if wished else None,
    )
