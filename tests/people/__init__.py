"""People with names and profiles, and the browser-like client each one holds."""

import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.db import connection
from django.test import Client
from django.utils import timezone

from access.middleware import CHOSEN
from access.models import Assignment
from access.proof import HEADER
from access.queries import actor_of
from access.rules import Actor, Profile
from foundation.prepared import Prepared
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from people.services import make_key
from tests.people.door import Door

NAMES = {
    Profile.CABINET: "Gabriela Gabinete",
    Profile.DCI_ANALYST: "Antônio Analista",
    Profile.DCI_DIRECTOR: "Dirce Diretora",
    Profile.LEGAL: "Júlia Jurídico",
    Profile.COMPTROLLER: "Conrado Controlador",
    Profile.DTIC: "Teodoro Técnico",
    Profile.PUBLICATION: "Paula Publicação",
    Profile.NETWORK_ADMIN: "Renata Rede",
    Profile.AUDITOR: "Augusto Auditor",
    Profile.ORGANISATION_ADMIN: "Ana Administradora",
    Profile.HEAD: "Percival Prefeito",
    Profile.FORMULATION: "Fátima Formuladora",
    Profile.EXECUTOR: "Eva Executora",
    Profile.MONITORING: "Mônica Monitora",
    Profile.INTERNAL_CONTROL: "Ícaro Controle",
    Profile.OBSERVER: "Otávio Observador",
}


def codes_of(user: User, schema: str) -> list[str]:
    """The codes that the application of somebody shows: before, now, next; made if need be."""
    with inside(schema):
        held = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        if held is None:
            held = TOTP.activate(user, generate_totp_secret()).instance
        secret = decrypt(held.data["secret"])
    period = int(time.time()) // 30
    return [format_hotp_value(hotp_value(secret, period + each)) for each in (-1, 0, 1)]


A_YEAR = 365 * 24 * 3600
AS_FOUND = Prepared(
    lambda pk: Assignment.objects.select_related("user", "organ", "unit").filter(pk=pk), pk=int
)


def person(schema: str, profile: Profile, name: str = "", **place: Any) -> Assignment:
    """An active person who holds a profile in a schema; `organ` and `unit` say where."""
    with inside(schema):
        user = User.objects.create(
            email=f"{uuid4().hex[:12]}@exemplo.test",
            name=name or NAMES[profile],
            password="!",
            registration_number="1234-5",
        )
        assignment = Assignment.objects.create(user=user, profile=profile, **place)
        return AS_FOUND(pk=assignment.pk)[0]


class Visitor(Client):
    """A client bound to one host; signed in when an assignment is given.

    `actor` is who acts, for tests that call a service; `schema` is where the person lives.
    """

    def __init__(
        self, host: str, assignment: Assignment | None = None, *, schema: str = "", **more: Any
    ) -> None:
        checks = bool(more.get("enforce_csrf_checks", False))
        super().__init__(SERVER_NAME=host, **more)
        self.handler = Door(enforce_csrf_checks=checks)
        from tests.seed import schema_at

        self.host = host
        self.schema = schema or schema_at(host)
        self.assignment = assignment
        if assignment is not None:
            with inside(self.schema):
                self.force_login(assignment.user)
                session = self.session
                session[CHOSEN] = str(assignment.uid)
                self.show_second_factor(session)

    def show_second_factor(self, session: Any = None) -> None:
        """The session as it is after a password and a code."""
        now = time.time() + A_YEAR  # so that it is fresh to who travels in time, too
        session = self.session if session is None else session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": now},
            {"method": "mfa", "type": "totp", "at": now},
        ]
        session["account_authentication_methods_user"] = str(self.user.pk)
        session.save()

    def request(self, **request: Any) -> Any:
        """The test goes on in the schema where it was; the page worked in that of its host."""
        link: Any = connection
        before = link.tenant
        try:
            return super().request(**request)
        finally:
            link.set_tenant(before)

    @property
    def user(self) -> User:
        assert self.assignment is not None
        return self.assignment.user

    @property
    def actor(self) -> Actor:
        """The person as services know it."""
        assert self.assignment is not None
        with inside(self.schema):
            return actor_of(self.assignment)


def centre_actor(profile: Profile) -> Actor:
    """An actor of CGE-MG without a client, for tests of services."""
    return actor_of(person(PUBLIC, profile))


class Programme(Client):
    """A programme with a key of the API, made for a profile: no cookies, JSON both ways."""

    def __init__(
        self, host: str, held: Assignment, *, may_write: bool = True, schema: str = ""
    ) -> None:
        super().__init__(SERVER_NAME=host)
        self.handler = Door(enforce_csrf_checks=False)
        from tests.seed import schema_at

        self.assignment, self.host = held, host
        self.schema = schema or schema_at(host)
        at = timezone.now()
        with inside(self.schema):
            made = make_key(
                actor=actor_of(held),
                name=f"Integração {uuid4().hex[:6]}",
                assignment_uid=held.uid,
                may_write=may_write,
                last_day=timezone.localdate(at) + timedelta(days=30),
                at=at,
            )
        self.key, self.token = made.key, made.token

    def request(self, **request: Any) -> Any:
        """With the key, whatever it asks; the test goes on where it was."""
        link: Any = connection
        before = link.tenant
        request.setdefault("HTTP_AUTHORIZATION", f"Bearer {self.token}")
        try:
            return super().request(**request)
        finally:
            link.set_tenant(before)

    def send(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
        """A POST of JSON."""
        return self.post(path, body or {}, content_type="application/json", headers=headers)

    def code(self, shift: int = 0) -> str:
        """What the application of the person shows now, or shows in the next half minute."""
        return codes_of(self.assignment.user, self.schema)[shift + 1]

    def proof(self, shift: int = 0) -> dict[str, str]:
        """The header with that code; each serves once."""
        return {HEADER: self.code(shift)}

    @property
    def actor(self) -> Actor:
        """The person as services know it."""
        with inside(self.schema):
            return actor_of(self.assignment)
