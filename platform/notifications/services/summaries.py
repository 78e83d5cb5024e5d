"""The summary by e-mail: what waited since the last one, grouped, each notice in one only."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from foundation.words import counted
from identity.models import User
from notifications import kinds, queries
from notifications.links import absolute
from notifications.models import Notice
from notifications.rules import GATHERED, Channel, boundary
from notifications.services.telling import write


@transaction.atomic
def gather(*, now: datetime) -> int:
    """Write the summaries that are due; `now` is in the time zone of the place.

    Run twice, or late, it does what is left: a notice is marked in the transaction that writes it
    down, and one that was read meanwhile needs no e-mail. Returns how many were written.
    """
    return sum(_gather(rhythm, now) for rhythm in GATHERED)


def _gather(rhythm: Channel, now: datetime) -> int:
    due = list(queries.due_for(rhythm, before=boundary(rhythm, now)))
    Notice.objects.filter(pk__in=[each.pk for each in due]).update(gathered_at=now)
    news: defaultdict[User, list[Notice]] = defaultdict(list)
    for each in due:
        if each.read_at is None and each.user.is_active:
            news[each.user].append(each)
    for user, notices in news.items():
        _write(rhythm, user, notices)
    return len(news)


def _write(rhythm: Channel, user: User, notices: list[Notice]) -> None:
    write(
        kind=kinds.SUMMARIES[rhythm],
        key=f"summary:{rhythm}:{user.pk}:{max(each.pk for each in notices)}",
        user=user,
        link=absolute("/avisos/"),
        values={"quantos": counted(len(notices), "aviso", "avisos"), "resumo": _text(notices)},
    )


def _text(notices: list[Notice]) -> str:
    """The notices under the titles of their kinds, each with its link."""
    by_title: defaultdict[str, list[str]] = defaultdict(list)
    for each in notices:
        link = f"\n  {absolute(each.link)}" if each.link else ""
        by_title[kinds.title_of(each.kind)].append(f"- {each.text}{link}")
    return "\n\n".join("\n".join([title, *lines]) for title, lines in sorted(by_title.items()))
