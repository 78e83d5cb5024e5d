"""The clock of the terms that run on agreements: once a day, who is told of which."""

import logging
from datetime import date

from celery import shared_task
from django.urls import reverse
from django.utils import timezone

from access.queries import users_holding
from access.rules import Profile
from agreements.desk import adhesion_queries as adhesions
from agreements.desk import notices, term_queries
from agreements.desk.adhesions import last_day
from agreements.desk.term_queries import Line
from agreements.desk.terms import OF_CODE, Running, reminder_of
from agreements.registry.deadlines import DeadlineCode
from foundation.tasks import SchemaTask
from foundation.tenancy import PUBLIC
from foundation.words import counted
from notifications.services import notify

logger = logging.getLogger(__name__)


@shared_task(base=SchemaTask, public_ok=True)
def watch_deadlines(*, schema: str = PUBLIC) -> int:
    """Who has to act is told 7 and 2 days before, on the last day, and each week of delay.

    Delay goes to DCI's director too. Run twice it tells nothing again; run late, what is due then.
    Returns of how many terms somebody was told.
    """
    today = timezone.localdate()
    return sum(tell(line, today) for line in term_queries.unmet(today)) + tell_of_month(today)


def tell(line: Line, today: date) -> bool:
    """Whether there was something to tell of one term; what fails stops no other."""
    days = reminder_of(line.term, today)
    if days is None or line.term.due is None:
        return False
    profiles = OF_CODE[line.term.code.value].profiles
    late = (Profile.DCI_DIRECTOR,) if days < 0 else ()
    try:
        notify(
            users_holding(*profiles, *late, today=today),
            kind=notices.TERM,
            key=f"term:{line.agreement.uid}:{line.term.code}:{line.term.due}:{days}",
            values={"frase": sentence(line, today)},
            link=reverse(
                "registry:agreement", args=[line.agreement.uid], urlconf="config.urls.centre"
            ),
        )
    except Exception:
        logger.exception("nobody was told of a term of %s", line.agreement.uid)
        return False
    return True


def tell_of_month(today: date) -> bool:
    """The same of the newest month whose adhesions nobody reported to gov.br."""
    owed = adhesions.owed(today) if adhesions.is_asked_for() else []
    if not owed:
        return False
    month = owed[0]
    term = Running(DeadlineCode.GOVBR_REPORT, last_day(month.month), month.due, 0, None)
    days = reminder_of(term, today)
    if days is None:
        return False
    what = f"Relatório de adesões ao gov.br de {month.name}"
    notify(
        users_holding(Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR, today=today),
        kind=notices.TERM,
        key=f"adhesions:{month.month}:{month.due}:{days}",
        values={"frase": f"{what} {when_due(month.due, today)} ({month.due:%d/%m/%Y})."},
        link=reverse("desk:adhesions", urlconf="config.urls.centre"),
    )
    return True


def sentence(line: Line, today: date) -> str:
    """Of which agreement what ends when."""
    assert line.term.due is not None
    what = str(line.term.code.label).split(", a contar")[0]
    when = when_due(line.term.due, today)
    about = f"{line.agreement.title}, de {line.agreement.organisation}"
    return f"{about}: {what[0].lower()}{what[1:]} {when} ({line.term.due:%d/%m/%Y})."


def when_due(due: date, today: date) -> str:
    """`vence em 7 dias`, `está em atraso há 1 dia`."""
    left = (due - today).days
    return (
        f"está em atraso há {counted(-left, 'dia', 'dias')}"
        if left < 0
        else "vence hoje"
        if left == 0
        else f"vence em {counted(left, 'dia', 'dias')}"
    )
