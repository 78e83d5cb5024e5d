"""What partners ask for their agreements, by the product's own services."""

from datetime import timedelta

from django.utils import timezone

from access.rules import Actor, Profile
from agreements.continuity import services as continuity
from agreements.continuity.values import Correction, Leaving
from agreements.registry.models import Agreement


def percival() -> Actor:
    """Who heads the organisation that asks."""
    return Actor(name="Percival Prefeito", profile=Profile.HEAD)


def asking_note(agreement: Agreement) -> Agreement:
    """A published agreement in which the partner wants a misprint mended."""
    wanted = Correction(
        kind="misprint", text="Onde se lê “Vila”, leia-se “Vila Nova”.", justification="Erro."
    )
    continuity.ask_note(actor=percival(), uid=agreement.uid, wanted=wanted, at=timezone.now())
    return agreement


def asking_to_leave(agreement: Agreement) -> Agreement:
    """A published agreement that the partner denounces, for in 90 days."""
    last_date = timezone.localdate() + timedelta(days=90)
    wanted = Leaving(last_date=last_date, justification="A prefeitura adotou outro sistema.")
    continuity.ask_withdrawal(actor=percival(), uid=agreement.uid, wanted=wanted, at=timezone.now())
    return agreement
