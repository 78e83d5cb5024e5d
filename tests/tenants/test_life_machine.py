"""Any order of verbs by any people: the table, the services and the database never disagree."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from access.models import Unit
from access.rules import Profile
from foundation.refusals import Denied, NotAllowed
from foundation.tenancy import inside
from tenants import lifecycle
from tenants.archive import departure as ending
from tenants.archive.backups import Backup
from tenants.models import Departure, Tenant
from tenants.rules import (
    GONE_STATES,
    TENANT_FLOW,
    BackupPurpose,
    TenantState,
    first_day_of_drop,
    trash_name,
)
from tests.factories import integrity
from tests.people import centre_actor
from tests.seed import FIRST

VERBS = sorted(TENANT_FLOW.steps)
LIVING = ["suspend", "resume", "freeze", "reopen", "close", "recover"]


@given(st.lists(st.sampled_from(VERBS), max_size=40))
def test_no_order_of_verbs_drops_what_was_not_closed_and_archived(verbs: list[str]) -> None:
    state, seen = TenantState.PREPARING, [TenantState.PREPARING]
    for verb in verbs:
        try:
            state = TENANT_FLOW.after(verb, state)
        except NotAllowed:
            assert state not in TENANT_FLOW.steps[verb].sources
        else:
            seen.append(state)
    for before, after in pairwise(seen):
        if after == TenantState.DROPPED:
            assert before == TenantState.ARCHIVED
        if after == TenantState.ARCHIVED:
            assert before == TenantState.CLOSED
        if before in GONE_STATES:
            assert after != TenantState.ACTIVE


@given(st.dates(), st.integers(min_value=1, max_value=365))
def test_the_day_of_the_end_is_never_before_the_waiting_is_over(day: Any, waits: int) -> None:
    if day.year < 9998:
        assert (first_day_of_drop(day, waits) - day).days == waits
        assert trash_name("m3199901", day).startswith("zz_trash_")
        assert len(trash_name("o" + "a" * 40, day)) <= 63


class Life(RuleBasedStateMachine):
    """One organisation with its real schema; `model` is what the table says."""

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.model = TenantState.ACTIVE
        self.asked_by: str = ""
        self.confirmed = False
        self.people = [
            centre_actor(Profile.NETWORK_ADMIN),
            centre_actor(Profile.DCI_DIRECTOR),
            centre_actor(Profile.AUDITOR),
        ]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(verb=st.sampled_from(LIVING), who=st.integers(0, 2))
    def steer(self, verb: str, who: int) -> None:
        allowed = TENANT_FLOW.allows(verb, self.model) and who < 2
        if verb == "recover" and self.confirmed:
            allowed = False
        if self.attempt(verb, who) != allowed:
            raise AssertionError(f"{verb} from {self.model} by {who}: {not allowed}")
        if allowed:
            self.model = TENANT_FLOW.after(verb, self.model)
            if verb == "recover":
                self.asked_by = ""

    @rule(who=st.integers(0, 2))
    def ask(self, who: int) -> None:
        allowed = self.model == TenantState.CLOSED and who < 2
        assert self.attempt("request_departure", who) == allowed
        if allowed and not self.asked_by:
            self.asked_by = str(self.people[who].user_uid)

    @precondition(lambda self: self.asked_by and self.model == TenantState.CLOSED)
    @rule()
    def worker_sets_aside(self) -> None:
        tenant = Tenant.objects.get(schema_name=FIRST.schema)
        departure = Departure.objects.get(tenant=tenant, cancelled_at=None, finished_at=None)
        departure.archive, _ = Backup.objects.get_or_create(
            tenant=tenant,
            name="x.zip",
            purpose=BackupPurpose.DEPARTURE,
            defaults={"size": 1, "sha256": "", "rows": 1, "taken_at": timezone.now()},
        )
        departure.save()
        assert ending.next_step(departure.pk, at=timezone.now())
        self.model = TenantState.ARCHIVED

    @rule(who=st.integers(0, 2), waited=st.booleans())
    def confirm(self, who: int, waited: bool) -> None:
        second = str(self.people[who].user_uid) != self.asked_by
        allowed = self.model == TenantState.ARCHIVED and who < 2 and second and waited
        days = settings.DROP_WAITING_DAYS + 1 if waited else 1
        assert self.attempt("confirm_drop", who, days) == allowed
        self.confirmed = self.confirmed or allowed

    def attempt(self, verb: str, who: int, days: int = 0) -> bool:
        try:
            with transaction.atomic():
                getattr(lifecycle, verb)(
                    actor=self.people[who],
                    schema=FIRST.schema,
                    reason="Porque sim.",
                    at=timezone.now() + timedelta(days=days),
                )
        except (Denied, NotAllowed):
            return False
        return True

    @invariant()
    def the_row_says_what_the_table_says(self) -> None:
        assert Tenant.objects.get(schema_name=FIRST.schema).life == self.model

    @invariant()
    def only_a_living_organisation_writes(self) -> None:
        writes = self.model in (TenantState.ACTIVE, TenantState.SUSPENDED)
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [FIRST.schema])
            assert cursor.fetchone()[0] == (self.model != TenantState.ARCHIVED)
        if self.model != TenantState.ARCHIVED:
            assert can_write() == writes


def can_write() -> bool:
    """Whether the role of the organisation may write a unit just now."""
    try:
        with transaction.atomic(), inside(FIRST.schema):
            Unit.objects.filter(pk=0).update(name="x")
            integrity.main_organ()
    except Exception as error:
        if "permission denied" in str(error):
            return False
        raise
    return True


@pytest.mark.django_db
def test_a_life_in_any_order_keeps_state_privileges_and_schema_together() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Life,
        settings=effort(
            max_examples=15,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
