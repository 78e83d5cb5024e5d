"""What a person chooses for herself: how each kind reaches her, and her calendar."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from access.queries import actor_for
from access.rules import SYSTEM, Actor
from events.services import emit
from foundation.refusals import Denied, Invalid, NotFound
from identity.models import User
from notifications import events, kinds, queries
from notifications.models import Preference
from notifications.rules import GATHERED, Channel, Kind, chosen

BY_LINK = "Pelo link no fim de um e-mail."


def own(actor: Actor) -> Preference:
    """The person's own row, or a new one. Raises Denied for who is no person."""
    if actor.user_id is None:
        raise Denied
    return _row_of(actor.user_id)


def _row_of(user_id: int) -> Preference:
    user = User.objects.select_for_update().get(pk=user_id)  # two first choices wait here
    return queries.preference_of(user)


@transaction.atomic
def choose(*, actor: Actor, given: Mapping[str, str], at: datetime) -> Preference:
    """Keep how the person wants each kind. Raises Invalid for one that may not be turned off."""
    row = own(actor)
    wanted: dict[str, Channel] = {}
    for key, channel in given.items():
        kind = kinds.kind_called(key)
        if kind.locked:
            raise Invalid({key: [f"Este aviso chega sempre na hora. {kind.locked}"]})
        if channel not in Channel.values:
            raise Invalid({key: ["Escolha uma das opções."]})
        wanted[key] = Channel(channel)
    _keep(row, wanted, actor, at)
    return row


@transaction.atomic
def unsubscribe(*, user: User, key: str, at: datetime, today: date) -> None:
    """No more e-mail of a kind, as a link of its e-mail asks; of a summary, of all it gathers.

    Raises NotFound for a kind that does not exist or may not be turned off.
    """
    row = _row_of(user.pk)
    wanted = {each.key: Channel.IN_APP for each in _stopped_by(key, row)}
    actor = actor_for(user, today=today) or SYSTEM
    _keep(row, wanted, actor, at, reason=BY_LINK)


def _stopped_by(key: str, row: Preference) -> list[Kind]:
    gathered = {kinds.SUMMARIES[each].key: each for each in GATHERED}
    if key in gathered:
        free = [each for each in kinds.kinds() if each.sentence and not each.locked]
        return [each for each in free if chosen(each, row.choices) == gathered[key]]
    kind = kinds.kind_called(key)
    if kind.locked:
        raise NotFound
    return [kind]


def _keep(
    row: Preference, wanted: Mapping[str, Channel], actor: Actor, at: datetime, reason: str = ""
) -> None:
    """Store what differs from today, and tell."""
    changes: dict[str, list[object]] = {}
    for key, channel in wanted.items():
        kind = kinds.kind_called(key)
        before = chosen(kind, row.choices)
        if before != channel:
            changes[kind.title] = [before.label, channel.label]
            row.choices[key] = channel.value
    if changes:
        row.save()
        emit(events.ChoicesChanged.of(actor, row.user, at=at, changes=changes, reason=reason))


@transaction.atomic
def open_calendar(*, actor: Actor, at: datetime) -> Preference:
    """A new address of the person's calendar; an earlier one ends."""
    row = own(actor)
    row.calendar, row.has_calendar = row.calendar + 1, True
    row.save()
    emit(events.CalendarOpened.of(actor, row.user, at=at))
    return row


@transaction.atomic
def close_calendar(*, actor: Actor, at: datetime) -> Preference:
    """The calendar has no address any more."""
    row = own(actor)
    if row.has_calendar:
        row.has_calendar = False
        row.save()
        emit(events.CalendarClosed.of(actor, row.user, at=at))
    return row
