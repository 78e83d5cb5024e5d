"""How a request of a data subject stands, and until when it is answered. Pure."""

from datetime import date, datetime, timedelta

from django.db.models import TextChoices

from foundation.flow import Flow, step

LINK_LASTS = timedelta(hours=2)  # as long as what waits to be taken
ANSWER_WITHIN = timedelta(days=15)  # as LGPD, art. 19, II, gives for the whole declaration
KEPT_FOR = timedelta(days=5)  # the address, so that the answer arrives or comes back


class SubjectState(TextChoices):
    OPEN = "open", "Link enviado"
    ASKED = "asked", "Eliminação pedida"
    ERASED = "erased", "Dados eliminados"
    REFUSED = "refused", "Eliminação recusada"


SUBJECT_FLOW = Flow(
    {
        "ask": step(SubjectState.OPEN, SubjectState.ASKED, "Pedir a eliminação"),
        "erase": step(SubjectState.ASKED, SubjectState.ERASED, "Eliminar os dados"),
        "refuse": step(SubjectState.ASKED, SubjectState.REFUSED, "Recusar a eliminação"),
    }
)


def due_day(asked: date) -> date:
    """Until when CGE-MG answers."""
    return asked + ANSWER_WITHIN


def is_link_open(expires_at: datetime, at: datetime) -> bool:
    """Whether the link still leads anywhere."""
    return at < expires_at
