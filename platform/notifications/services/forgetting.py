"""What notices and mail say of a person goes, when the person's data are erased."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Cast, Concat

from foundation.addresses import hider
from identity.models import User
from identity.rules import nobodys_address
from notifications.models import About, Email, EmailState, MailRule, Notice, Preference

SUBJECT = "Mensagem eliminada"
ARRIVED = (EmailState.SENT, EmailState.BOUNCED)


def addresses_written_to(user: User) -> set[str]:
    """Where messages to a person went, as long as they are kept: earlier addresses too."""
    return {each.lower() for each in user.emails.values_list("to", flat=True)}


def forget_person(user: User, *, names: Collection[str], addresses: Collection[str]) -> None:
    """The person's own rows are deleted or emptied; in those of others the addresses are hidden.

    A message that did not leave yet never will. `names` are those under which the person decided
    about words and addresses.
    """
    instead = nobodys_address(user.uid)
    Notice.objects.filter(user=user).delete()
    Preference.objects.filter(user=user).delete()
    empty_messages(Email.objects.filter(Q(user=user) | any_is("to", addresses)), instead)
    MailRule.objects.filter(set_by__in=names).update(set_by=user.name)
    forget_addresses(addresses, instead)


def forget_addresses(addresses: Collection[str], instead: str) -> None:
    """In the rows of others, and in what was decided of addresses, another text stands instead."""
    rules = MailRule.objects.filter(about=About.EXCLUDED)
    rules.filter(any_is("target", addresses)).delete()
    for model, fields in (
        (Notice, ("text", "link", "key")),
        (Email, ("key", "subject", "body", "error")),
        (MailRule, ("subject", "text")),
    ):
        hide(model, fields, addresses, instead)


def empty_messages(messages: models.QuerySet[Email], instead: str) -> None:
    """Neither to whom nor what is left of messages; their keys name addresses, too."""
    numbers = list(messages.values_list("pk", flat=True))
    found = Email.objects.filter(pk__in=numbers)
    found.exclude(state__in=ARRIVED).update(state=EmailState.EXCLUDED)
    key = Concat(Value("erased:"), Cast("uid", models.CharField()))
    found.update(key=key, to=instead, subject=SUBJECT, body="", error="")


def hide(
    model: type[models.Model], fields: Collection[str], addresses: Collection[str], instead: str
) -> None:
    """Take the addresses out of some columns of whatever row names one."""
    hidden = hider(addresses, instead)
    for field in fields:
        wanted = any_is(field, addresses, how="icontains")
        for row in model._default_manager.filter(wanted):
            value = hidden(getattr(row, field))
            setattr(row, field, value[: model._meta.get_field(field).max_length or None])  # type: ignore[union-attr]
            row.save(update_fields=[field])


def any_is(field: str, addresses: Collection[str], how: str = "iexact") -> Q:
    """A column that is, or holds, one of the addresses; with none, no row."""
    found = Q(pk__in=[])
    for each in addresses:
        found |= Q(**{f"{field}__{how}": each})
    return found
