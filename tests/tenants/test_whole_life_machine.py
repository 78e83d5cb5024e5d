"""Any order of verbs and of the worker's steps, committed: nothing lost but by the final drop."""

import os
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import ProgrammingError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase
from hypothesis import settings as effort
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from access.models import Unit
from access.rules import SYSTEM, Profile
from foundation.refusals import Refusal
from foundation.tenancy import inside
from tenants import hosts, lifecycle
from tenants.archive import backups
from tenants.archive.restoring import restore_organisation
from tenants.archive.tasks import carry_out_departure
from tenants.models import Departure, Domain, Tenant
from tenants.rules import TENANT_FLOW, TenantState
from tests.database import Database
from tests.factories import integrity
from tests.people import Visitor, centre_actor
from tests.tenants.own import born

WHY = "Porque sim."
CODES = f"35{os.getpid() % 1000:03d}"  # with two more digits; roles are shared by all databases
NUMBERS = count()
MARK = "Unidade que fica"
TO_CLOSED = ("freeze", "close")
ROADS = [
    (),
    ("suspend",),
    TO_CLOSED,
    (*TO_CLOSED, "ask", "work"),
    (*TO_CLOSED, "ask", "work", "agree", "work"),
]
ANSWERS = {TenantState.ACTIVE: 200, TenantState.READ_ONLY: 200, TenantState.SUSPENDED: 503}
WRITING = (TenantState.ACTIVE, TenantState.SUSPENDED)
WITHOUT_SCHEMA = (TenantState.ARCHIVED, TenantState.DROPPED)
database: list[Database] = []  # of the test that runs: Hypothesis makes the machines itself
seen: set[str] = set()  # what the machines came through


class WholeLife(RuleBasedStateMachine):
    """One organisation, from its birth to its end and back; `state` is what the table says."""

    @initialize(road=st.sampled_from(ROADS))
    def live(self, road: tuple[str, ...]) -> None:
        code = f"{CODES}{next(NUMBERS):02d}"
        self.schema, self.state = born(code), TenantState.ACTIVE
        self.asked_by, self.confirmed, self.archive = -1, False, Path()
        host = Domain.objects.get(tenant__schema_name=self.schema, is_primary=True).domain
        self.labels = [host.partition(".")[0]]
        self.people = [
            centre_actor(Profile.NETWORK_ADMIN),
            centre_actor(Profile.DCI_DIRECTOR),
            centre_actor(Profile.AUDITOR),
        ]
        with inside(self.schema):
            integrity.unit(name=MARK, acronym="FICA")
        for each in road:
            if each == "work":
                self.work()
            elif each == "ask":
                self.ask(0)
            elif each == "agree":
                self.confirm(1, True)
            else:
                self.steer(each, 0)

    @rule(
        verb=st.sampled_from(["suspend", "resume", "freeze", "reopen", "close", "recover"]),
        who=st.integers(0, 2),
    )
    def steer(self, verb: str, who: int) -> None:
        allowed = TENANT_FLOW.allows(verb, self.state) and who < 2
        allowed = allowed and not (verb == "recover" and self.confirmed)
        assert self.attempt(verb, who) == allowed, (verb, self.state, who)
        if allowed:
            self.state = TENANT_FLOW.after(verb, self.state)
            if verb == "recover":  # what was asked for is undone with it
                self.asked_by = -1

    @rule(who=st.integers(0, 2))
    def ask(self, who: int) -> None:
        allowed = self.state == TenantState.CLOSED and who < 2
        assert self.attempt("request_departure", who) == allowed
        if allowed and self.asked_by < 0:
            self.asked_by = who

    @rule(who=st.integers(0, 2), waited=st.booleans())
    def confirm(self, who: int, waited: bool) -> None:
        archived = self.state == TenantState.ARCHIVED
        allowed = archived and who < 2 and who != self.asked_by and waited
        days = settings.DROP_WAITING_DAYS + 1 if waited else 1
        assert self.attempt("confirm_drop", who, days=days) == allowed
        self.confirmed = self.confirmed or allowed

    @rule(number=st.integers(1, 3), who=st.integers(0, 2))
    def rename(self, number: int, who: int) -> None:
        label = f"outra-{number}-{self.schema}"
        allowed = self.state in (TenantState.ACTIVE, TenantState.READ_ONLY) and who < 2
        assert self.attempt("rename_host", who, slug=label) == allowed
        if allowed:
            self.labels = [each for each in self.labels if each != label] + [label]

    @precondition(lambda self: self.asked_by >= 0)
    @rule()
    def work(self) -> None:
        found = Departure.objects.filter(tenant__schema_name=self.schema).latest("pk")
        carry_out_departure(departure_id=found.pk)
        if self.state == TenantState.CLOSED:
            self.state = TenantState.ARCHIVED
            found.refresh_from_db()
            assert found.archive is not None
            self.archive = backups.path_of(found.archive)
        elif self.confirmed:
            self.state, self.confirmed, self.asked_by = TenantState.DROPPED, False, -1

    @precondition(lambda self: self.archive != Path())
    @rule()
    def restore(self) -> None:
        allowed = self.state == TenantState.DROPPED
        try:
            restore_organisation(self.archive, actor=SYSTEM, at=timezone.now())
        except Refusal:
            assert not allowed
        else:
            assert allowed
            self.state = TenantState.READ_ONLY
            seen.add("restored")

    def attempt(self, verb: str, who: int, days: int = 0, **more: Any) -> bool:
        at = timezone.now() + timedelta(days=days)
        try:
            getattr(lifecycle, verb)(
                actor=self.people[who], schema=self.schema, reason=WHY, at=at, **more
            )
        except Refusal:
            return False
        return True

    @invariant()
    def the_row_and_the_schemas_are_what_the_state_promises(self) -> None:
        assert Tenant.objects.get(schema_name=self.schema).life == self.state
        seen.add(self.state)
        schemas = self.schemas()
        if self.state == TenantState.ARCHIVED:
            assert [each[:9] for each in schemas] == ["zz_trash_"]
        else:
            assert schemas == ([] if self.state == TenantState.DROPPED else [self.schema])
        roles = database[0].rows("SELECT 1 FROM pg_roles WHERE rolname ~ %s", f"_{self.schema}$")
        assert len(roles) == (self.state != TenantState.DROPPED)

    @invariant()
    def nothing_is_lost(self) -> None:
        for schema in self.schemas():
            marks = f'SELECT count(*) FROM "{schema}".access_unit WHERE name = %s'
            assert database[0].rows(marks, MARK) == [(1,)]

    @invariant()
    def hosts_answer_as_the_state_says(self) -> None:
        hosts.forget()
        *earlier, present = self.labels
        expected = ANSWERS.get(self.state, 410)
        answer = Visitor(f"{present}.localhost", schema=self.schema).get("/conta/entrar/")
        assert answer.status_code == expected, (self.state, present)
        for label in earlier:
            answer = Visitor(f"{label}.localhost", schema=self.schema).get("/conta/entrar/")
            assert answer.status_code == (301 if expected == 200 else expected)
            if expected == 200:
                assert f"//{present}.localhost" in answer["Location"]

    @invariant()
    def only_a_living_organisation_writes(self) -> None:
        if self.state in WITHOUT_SCHEMA:
            return
        writes = True
        try:
            with transaction.atomic(), inside(self.schema):
                Unit.objects.filter(name=MARK).update(acronym="FICA")
        except ProgrammingError as error:
            if "permission denied" not in str(error):
                raise
            writes = False
        assert writes == (self.state in WRITING)

    def schemas(self) -> list[str]:
        found = database[0].rows(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ %s", f"{self.schema}$"
        )
        return [str(row[0]) for row in found]


@pytest.fixture
def stage(own: Database) -> Iterator[Database]:
    """A database in which the machines may commit; their roles go again."""
    database.append(own)
    yield own
    database.clear()
    for (name,) in own.rows("SELECT rolname FROM pg_roles WHERE rolname ~ %s", f"_m{CODES}"):
        own.rows(f'DROP OWNED BY "{name}"; DROP ROLE "{name}"')


@pytest.mark.slow
def test_a_whole_life_in_any_order_loses_nothing_before_its_end(stage: Database) -> None:
    run_state_machine_as_test(
        WholeLife,
        settings=effort(
            max_examples=16,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert seen == {*TenantState, "restored"} - {TenantState.PREPARING}
