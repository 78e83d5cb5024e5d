"""Invented people: each is invited, opens the link and chooses the password, as anybody does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from access.models import Assignment
from access.queries import actor_of
from access.rules import Actor, Profile
from config.demo.mark import address
from identity.models import User
from identity.services import accept_invitation, invite


@dataclass(frozen=True, slots=True)
class Invented:
    """A person of the demonstration; `key` is the first half of the e-mail address."""

    key: str
    name: str
    post: str = ""

    @property
    def email(self) -> str:
        """Where the person gets mail."""
        return address(self.key)


CENTRE: Mapping[Profile, Invented] = {
    Profile.CABINET: Invented("gabinete", "Gabriela Exemplo do Gabinete"),
    Profile.DCI_ANALYST: Invented("analista.dci", "Antônio Exemplo da Análise"),
    Profile.DCI_DIRECTOR: Invented("direcao.dci", "Dirce Exemplo da Diretoria"),
    Profile.LEGAL: Invented("juridico", "Júlia Exemplo do Jurídico"),
    Profile.COMPTROLLER: Invented("controladoria", "Conrado Exemplo da Controladoria"),
    Profile.DTIC: Invented("dtic", "Teodoro Exemplo da Tecnologia"),
    Profile.PUBLICATION: Invented("publicacao", "Paula Exemplo da Publicação"),
    Profile.NETWORK_ADMIN: Invented("rede", "Renata Exemplo da Rede"),
    Profile.AUDITOR: Invented("auditoria", "Augusto Exemplo da Auditoria"),
}

Cast = Mapping[Profile, Actor]


def centre_cast(password: str, *, at: datetime, since: date) -> Cast:
    """Everybody of CGE-MG, each acting under the own profile; made where missing."""
    return {profile: _of_centre(profile, password, at, since) for profile in CENTRE}


def _of_centre(profile: Profile, password: str, at: datetime, since: date) -> Actor:
    person = CENTRE[profile]
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user, token = invite(name=person.name, email=person.email, at=at)
        accept_invitation(token=token, password=password, at=at + timedelta(hours=1))
    held, _ = Assignment.objects.get_or_create(
        user=user, profile=profile, organ=None, unit=None, defaults={"start_date": since}
    )
    return actor_of(held)


def actor_here(person: Invented, profile: Profile) -> Actor:
    """A person who holds a profile in the present schema, acting under it."""
    held = Assignment.objects.select_related("user", "organ", "unit")
    return actor_of(held.get(user__email=person.email, profile=profile, end_date=None))
