"""Whatever is asked, let, refused or published in whatever order: one plan in force, none lost."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.rules import Actor, Profile
from foundation.refusals import NotAllowed
from integrity.formulation.models import Plan, PlanPublication, RevisionRequest
from integrity.formulation.rules.flows import OPEN_STATES
from integrity.formulation.services import revisions
from integrity.formulation.services.snapshot import digest_of
from tests.factories import integrity as make

MONITOR = Actor(name="Mônica", profile=Profile.MONITORING, user_uid=uuid4())
CONTROL = Actor(name="Ícaro", profile=Profile.INTERNAL_CONTROL, user_uid=uuid4())
STEPS = st.sampled_from(["ask", "ask edition", "withdraw", "reject", "approve", "publish"])


def newest() -> RevisionRequest:
    return RevisionRequest.objects.order_by("-pk")[0]


def take(step: str, number: int) -> None:
    """Try one step, as somebody who may; refused where it does not apply."""
    at = make.AT + timedelta(hours=number)
    verb, _, edition = step.partition(" ")
    in_force = Plan.objects.get(state="published")
    if verb == "ask":
        kind = "new_edition" if edition else "new_version"
        revisions.request_revision(
            actor=MONITOR, plan_uid=in_force.uid, kind=kind, reason="Mudou.", at=at
        )
    elif verb == "publish":
        draft = Plan.objects.filter(state__in=[each.value for each in OPEN_STATES]).first()
        if draft is None:
            raise NotAllowed
        make.publish(draft)
    elif not RevisionRequest.objects.exists():
        raise NotAllowed
    elif verb == "approve":
        title = "Plano da edição seguinte"
        revisions.approve_revision(actor=CONTROL, uid=newest().uid, title=title, at=at)
    elif verb == "reject":
        revisions.reject_revision(actor=CONTROL, uid=newest().uid, reason="Não.", at=at)
    else:
        revisions.withdraw_revision(actor=MONITOR, uid=newest().uid, reason="Não.", at=at)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEPS, min_size=4, max_size=9))
def test_there_is_one_plan_in_force_and_what_was_published_stays(
    in_first: None, steps: list[str]
) -> None:
    with transaction.atomic():
        make.published_plan(actions=2)
        for number, step in enumerate(steps, start=1):
            kept = dict(PlanPublication.objects.values_list("pk", "sha256"))
            try:
                with transaction.atomic():
                    take(step, number)
            except NotAllowed:
                assert step != "publish" or not has_ready_draft()
            states = list(Plan.objects.values_list("state", flat=True))
            assert states.count("published") == 1
            assert sum(state in OPEN_STATES for state in states) <= 1
            assert RevisionRequest.objects.filter(state="pending").count() <= 1
            published = states.count("published") + states.count("superseded")
            assert PlanPublication.objects.count() == published
            for each in PlanPublication.objects.filter(pk__in=kept):
                assert digest_of(each.snapshot) == each.sha256 == kept[each.pk]
            for approved in RevisionRequest.objects.filter(state="approved", kind="new_version"):
                assert approved.draft is not None
                assert approved.draft.actions.count() == approved.plan.actions.count() == 2
        transaction.set_rollback(True)


def has_ready_draft() -> bool:
    """Whether a plan in draft has what publication asks for: an empty new edition has not."""
    return Plan.objects.filter(state="drafting", actions__isnull=False).exists()
