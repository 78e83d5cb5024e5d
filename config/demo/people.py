"""Invented people: each is invited, opens the link and chooses the password, as anybody does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from django.utils import timezone

from access.models import Assignment
from access.queries import actor_of
from access.rules import SYSTEM, Actor, Profile
from config.demo.govbr import make_known
from config.demo.mark import address
from config.demo.post import token_in_mail
from foundation.identifiers import normal_cpf
from identity.models import User
from identity.services import OwnData, accept_invitation
from people.services import invite_person


@dataclass(frozen=True, slots=True)
class Invented:
    """A person of the demonstration; `key` is the first half of the e-mail address."""

    key: str
    name: str
    post: str = ""

    @property
    def number(self) -> str:
        """An invented registration number, the same at every run."""
        return f"X-{crc32(self.key.encode()) % 1_000_000:06}"

    @property
    def cpf(self) -> str:
        """An invented CPF with the right check digits."""
        base = f"000{crc32(self.key.encode()) % 1_000_000:06}"
        return next(f"{base}{each:02}" for each in range(100) if is_cpf(f"{base}{each:02}"))

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


def centre_cast(password: str, *, at: datetime) -> Cast:
    """Everybody of CGE-MG, each acting under the own profile; who is missing is invited."""
    known = set(User.objects.values_list("email", flat=True))
    for profile, person in CENTRE.items():
        if person.email not in known:
            invite_person(
                actor=SYSTEM,
                name=person.name,
                email=person.email,
                profile=profile,
                at=at,
                today=timezone.localdate(at),
            )
            open_invitation(person, password, at=at + timedelta(hours=1))
    return {profile: actor_here(person, profile) for profile, person in CENTRE.items()}


def open_invitation(person: Invented, password: str, *, at: datetime) -> None:
    """The person reads the mail and chooses the password."""
    token = token_in_mail(person.email, "convite")
    user = accept_invitation(
        token=token,
        password=password,
        own=OwnData(post=person.post, registration_number=person.number),
        at=at,
    )
    make_known(user, person.cpf)


def is_cpf(text: str) -> bool:
    """Whether the check digits are right."""
    try:
        return bool(normal_cpf(text))
    except ValueError:
        return False


def actor_here(person: Invented, profile: Profile) -> Actor:
    """A person who holds a profile in the present schema, acting under it."""
    held = Assignment.objects.select_related("user", "organ", "unit")
    return actor_of(held.get(user__email=person.email, profile=profile, end_date=None))
