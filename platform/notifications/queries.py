"""A person's own notices; the words and addresses of a place; what did not arrive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from access.rules import Actor
from foundation.prepared import Prepared
from foundation.refusals import NotFound
from foundation.stamps import digest
from foundation.tenancy import PUBLIC, current_schema
from identity.models import User
from identity.rules import NOBODYS
from notifications.kinds import kind_called, kinds_at
from notifications.models import About, Email, EmailState, MailRule, Notice, Preference
from notifications.permissions import may_manage
from notifications.rules import Kind

PROBLEMS = (
    EmailState.FAILED,
    EmailState.BOUNCED,
    EmailState.HELD,
    EmailState.EXCLUDED,
)
MOST_UNREAD = 100
CALENDAR = "calendar"
ERASED = "Os dados da pessoa foram eliminados."


def notices_of(user: User) -> QuerySet[Notice]:
    """Newest first."""
    return Notice.objects.filter(user=user)


def unread_of(user: User) -> QuerySet[Notice]:
    """What the person has not read."""
    return notices_of(user).filter(read_at=None)


def first_unread(user: int) -> QuerySet[Notice]:
    """As many as anybody counts, and nothing of them but that they are there."""
    return Notice.objects.filter(user_id=user, read_at=None).order_by().only("pk")[:MOST_UNREAD]


FIRST_UNREAD = Prepared(first_unread, user=int)


def unread_count(user: User) -> int:
    """How many are unread; beyond a hundred nobody counts."""
    return len(FIRST_UNREAD(user=user.pk))


def due_for(rhythm: str, *, before: datetime) -> QuerySet[Notice]:
    """What a summary has to gather, locked: a second one waits, then finds none."""
    return (
        Notice.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(rhythm=rhythm, gathered_at=None, created_at__lt=before)
        .order_by("pk")
    )


def choices_of(user_ids: Iterable[int]) -> dict[int, dict[str, object]]:
    """What each person chose, by the number of the account."""
    found = Preference.objects.filter(user__in=list(user_ids))
    return dict(found.values_list("user_id", "choices"))


def preference_of(user: User) -> Preference:
    """The person's own; before anything was chosen, an empty one that is not saved."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def calendar_token(preference: Preference) -> str:
    """What opens a person's calendar: it ends with its number, and opens nothing elsewhere."""
    text = f"{preference.user.uid}:{preference.calendar}"
    return digest(text, salt=CALENDAR).hex()


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and body of a kind, with placeholders."""

    subject: str
    body: str
    is_own: bool = False


def words_in_force(kind: Kind, *, lock: bool = False) -> MailRule | None:
    """The words that the place chose."""
    found = MailRule.objects.filter(about=About.WORDS, target=kind.key, is_in_force=True)
    return (found.select_for_update() if lock else found).first()


def words_of(kind: Kind) -> Words:
    """The words of the place, else the standard ones."""
    row = words_in_force(kind)
    return Words(row.subject, row.text, True) if row else Words(kind.subject, kind.body)


def kind_told_here(key: str) -> Kind:
    """A kind that people of this place receive. Raises NotFound."""
    kind = kind_called(key)
    if not kind.is_told_at(centre=current_schema() == PUBLIC):
        raise NotFound
    return kind


def kinds_told_here(actor: Actor) -> list[tuple[Kind, bool]]:
    """Every kind of this place, and whether it has words of its own. Raises Denied."""
    may_manage(actor)
    own = set(
        MailRule.objects.filter(about=About.WORDS, is_in_force=True).values_list(
            "target", flat=True
        )
    )
    return [(each, each.key in own) for each in kinds_at(centre=current_schema() == PUBLIC)]


def exclusions() -> QuerySet[MailRule]:
    """The addresses that get nothing."""
    return MailRule.objects.filter(about=About.EXCLUDED, is_in_force=True)


def exclusion_of(address: str) -> MailRule | None:
    """Why an address gets nothing; None where it does."""
    return exclusions().filter(target=address.strip().lower()).first()


def hard_bounces(address: str) -> QuerySet[Email]:
    """Messages that an address refused for good, and nobody said since that it is right."""
    return Email.objects.filter(to=address, state=EmailState.BOUNCED, is_hard=True, settled_at=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """What becomes of mail to an address: `state` is empty where it leaves."""

    state: str = ""
    why: str = ""


def owner_of(address: str) -> UUID | None:
    """Whose address it is, or was when a message went there."""
    address = address.strip().lower()
    by_mail = User.objects.filter(emails__to__iexact=address).order_by("-emails__pk")
    found = User.objects.filter(email=address).first() or by_mail.first()
    return found.uid if found else None


def standing_of(address: str) -> Standing:
    """Whether mail to an address leaves, and why not."""
    if address.endswith(f"@{NOBODYS}"):
        return Standing(EmailState.EXCLUDED, ERASED)
    if rule := exclusion_of(address):
        return Standing(EmailState.EXCLUDED, rule.text)
    if bounce := hard_bounces(address).first():
        return Standing(EmailState.HELD, bounce.error)
    return Standing()


def problems(actor: Actor, *, text: str = "", state: str = "") -> QuerySet[Email]:
    """What did not arrive, newest first. Raises Denied."""
    may_manage(actor)
    found = Email.objects.filter(state__in=[state] if state in PROBLEMS else PROBLEMS)
    if text:
        found = found.filter(Q(to__icontains=text) | Q(user__name__icontains=text))
    return found.select_related("user")


def email_for_update(uid: UUID) -> Email:
    """One message, locked. Raises NotFound."""
    found = Email.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found
