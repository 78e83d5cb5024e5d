"""The people of CGE-MG: how the first one gets in, and every later one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from access.models import Assignment
from access.rules import CENTRE_PROFILES, Actor, Profile, require
from events.services import emit
from foundation.refusals import Invalid
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from identity.services import invite
from notifications.links import absolute
from notifications.services import write_email
from tenants.events import CentreProfileGranted
from tenants.permissions import INVITE_TO_CENTRE

INVITATION = (
    "Olá, {name}.\n\nVocê recebeu o perfil “{profile}” na administração central do SisPMPI em Rede."
    "\nEscolha sua senha (o link vale 7 dias e só funciona uma vez):\n\n{link}"
)


@transaction.atomic
def invite_to_centre(
    *, actor: Actor, name: str, email: str, profile: Profile, at: datetime
) -> tuple[User, str]:
    """Give a person a profile of the centre and a one-time link to choose a password.

    Raises Denied, or Invalid for a profile that is not of the centre.
    """
    require(actor, INVITE_TO_CENTRE)
    if profile not in CENTRE_PROFILES:
        raise Invalid({"profile": ["Este perfil não é da administração central."]})
    with inside(PUBLIC):
        user, token = invite(name=name, email=email, at=at)
        Assignment.objects.get_or_create(
            user=user,
            profile=profile,
            end_date=None,
            defaults={"start_date": timezone.localdate(at)},
        )
        link = absolute(f"/convite/{token}/")
        write_email(
            key=f"invitation:{user.uid}:{at.isoformat()}",
            to=user.email,
            subject="Seu acesso à administração central do SisPMPI em Rede",
            body=INVITATION.format(name=user.first_name, profile=profile.label, link=link),
        )
        changes = {"perfil": ["", profile.label]}
        emit(CentreProfileGranted.of(actor, user, at=at, changes=changes))
    return user, link
