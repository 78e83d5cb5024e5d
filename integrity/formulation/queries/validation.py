"""The general validation of a plan: its period, its guests and their comments."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare

from foundation.refusals import NotFound
from foundation.stamps import digest
from integrity.formulation.models import Plan, ValidationComment, ValidationInvitation

SALT = "formulation.validation"


def token_of(uid: UUID) -> str:
    """The part of a guest's link that nobody can guess; made again whenever it is needed."""
    return digest(uid.hex, salt=SALT).hex()


def invitation_by_link(uid: UUID, token: str, *, locked: bool = False) -> ValidationInvitation:
    """Whoever comes by a link that still holds. Raises NotFound for every other."""
    found = ValidationInvitation.objects.filter(uid=uid, withdrawn_at=None)
    if locked:
        found = found.select_for_update(of=("self",))
    guest = found.select_related("plan__organ").first()
    if guest is None or not constant_time_compare(token, token_of(uid)):
        raise NotFound
    return guest


def invitations_of(plan: Plan) -> QuerySet[ValidationInvitation]:
    """Who was invited to the plan's validation."""
    return ValidationInvitation.objects.filter(plan=plan)


def invitation_in(plan: Plan, uid: UUID) -> ValidationInvitation:
    """One of them, locked. Raises NotFound."""
    found = invitations_of(plan).select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def comments_of(plan: Plan) -> QuerySet[ValidationComment]:
    """What was said of this edition: a new version is not validated again (P62)."""
    of_edition = Q(
        invitation__plan__organ=plan.organ_id,
        invitation__plan__edition=plan.edition,
        invitation__plan__revision__lte=plan.revision,
    )
    return ValidationComment.objects.filter(of_edition).select_related("invitation__plan")


def comment_in(plan: Plan, uid: UUID) -> ValidationComment:
    """One of them, of this very plan, locked. Raises NotFound."""
    found = ValidationComment.objects.filter(invitation__plan=plan, uid=uid)
    comment = found.select_for_update(of=("self",)).select_related("invitation").first()
    if comment is None:
        raise NotFound
    return comment


def unanswered(plan: Plan) -> int:
    """How many comments still wait for what was done with them."""
    return ValidationComment.objects.filter(invitation__plan=plan, treatment="").count()
