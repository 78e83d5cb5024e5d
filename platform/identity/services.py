"""Invitations: the only way a new person gets in; a password never travels by e-mail."""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from foundation.refusals import Invalid, NotFound
from identity.models import Invitation, User

VALID_FOR = timedelta(days=7)


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, name: str, email: str, at: datetime) -> tuple[User, str]:
    """The person's account (made if there is none) and a fresh one-time token for it.

    Earlier unused invitations of the same person stop working.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        user = User.objects.create_user(email, name=name)
    user.invitations.filter(used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user, token_hash=hash_of(token), created_at=at, expires_at=at + VALID_FOR
    )
    return user, token


def open_invitation(token: str, *, at: datetime) -> Invitation:
    """The invitation behind a link. Raises NotFound when used, expired, replaced or unknown."""
    return _open(Invitation.objects.all(), token, at)


def _open(invitations: QuerySet[Invitation], token: str, at: datetime) -> Invitation:
    found = (
        invitations.select_related("user")
        .filter(
            token_hash=hash_of(token),
            used_at__isnull=True,
            expires_at__gt=at,
            user__is_active=True,
        )
        .first()
    )
    if found is None:
        raise NotFound(
            "Este convite não vale mais. Peça um novo à administração da sua organização."
        )
    return found


@dataclass(frozen=True, slots=True)
class OwnData:
    """What a person says of herself when she comes in."""

    post: str = ""
    registration_number: str = ""
    phone: str = ""


@transaction.atomic
def accept_invitation(
    *, token: str, password: str, at: datetime, own: OwnData | None = None
) -> User:
    """Set the first password, keep what the person says of herself, use the invitation up.

    Raises NotFound or Invalid.
    """
    invitation = _open(Invitation.objects.select_for_update(of=("self",)), token, at)
    user = invitation.user
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid({"password": error.messages}) from error
    user.set_password(password)
    said = {name: value for name, value in asdict(own or OwnData()).items() if value}
    for name, value in said.items():
        setattr(user, name, value)
    user.save(update_fields=["password", *said])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    return user
