"""Whatever is asked, judged or published in whatever order: one plan in force, none lost."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.rules import Actor, Profile
from foundation.refusals import NotAllowed
from integrity.formulation.models import Plan, PlanPublication, RevisionRequest, Submission
from integrity.formulation.rules.flows import CURRENT_SUBMISSIONS, NEXT_STATES
from integrity.formulation.services import approval, revisions
from integrity.formulation.services.publication import publish_plan
from integrity.formulation.services.snapshot import digest_of, snapshot_of
from tests.documents.samples import PDF
from tests.factories import integrity as make

MONITOR = Actor(name="Mônica", profile=Profile.MONITORING, user_uid=uuid4())
CONTROL = Actor(name="Ícaro", profile=Profile.INTERNAL_CONTROL, user_uid=uuid4())
STEPS = st.sampled_from(
    [
        "ask",
        "ask edition",
        "withdraw",
        "reject",
        "approve",
        "write",
        "submit",
        "opine",
        "allow",
        "return",
        "recall",
        "publish",
    ]
)
WHOLE = ["ask", "approve", "write", "submit", "opine", "allow", "publish"]
STRETCH = st.tuples(st.integers(0, 2), st.integers(3, 7)).map(lambda ends: WHOLE[slice(*ends)])
WALKS = st.lists(st.one_of(STEPS.map(lambda step: [step]), STRETCH), min_size=1, max_size=5)
ROAD = ("write", "submit", "opine", "allow", "return", "recall", "publish")


def newest() -> RevisionRequest:
    return RevisionRequest.objects.order_by("-pk")[0]


def go_on(verb: str, number: int) -> None:
    """One step of the next plan on its road to publication."""
    at = make.AT + timedelta(hours=number)
    draft = Plan.objects.filter(state__in=[each.value for each in NEXT_STATES]).first()
    if draft is None:
        raise NotAllowed
    sent = draft.submissions.order_by("-number").first()
    if verb == "write":
        make.action(draft, str(100 + number))
    elif verb == "submit":
        approval.submit_plan(actor=make.DRAFTER, uid=draft.uid, version=draft.version, at=at)
    elif verb == "publish":
        publish_plan(
            actor=make.DRAFTER,
            uid=draft.uid,
            version=draft.version,
            terms=make.TERMS,
            upload=ContentFile(PDF, name="plano.pdf"),
            at=at,
            today=make.TODAY,
        )
    elif sent is None:
        raise NotAllowed
    else:
        judge(verb, sent.uid, at)


def judge(verb: str, uid: UUID, at: datetime) -> None:
    """What internal control, the head and the commission do about a plan that was sent."""
    if verb == "opine":
        approval.give_opinion(
            actor=make.CONTROL, uid=uid, opinion="adequate", text="Atende à lei.", at=at
        )
    elif verb == "allow":
        approval.approve_plan(actor=make.HEAD, uid=uid, at=at)
    elif verb == "return":
        approval.return_plan(actor=make.HEAD, uid=uid, reason="Falta.", at=at)
    else:
        approval.recall_plan(actor=make.DRAFTER, uid=uid, reason="Falta.", at=at)


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
    elif verb in ROAD:
        go_on(verb, number)
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
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(WALKS.map(lambda walk: [step for stretch in walk for step in stretch]))
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
                assert step != "publish" or not Plan.objects.filter(state="approved").exists()
            states = list(Plan.objects.values_list("state", flat=True))
            assert states.count("published") == 1
            assert sum(state in NEXT_STATES for state in states) <= 1
            assert RevisionRequest.objects.filter(state="pending").count() <= 1
            published = states.count("published") + states.count("superseded")
            assert PlanPublication.objects.count() == published
            for each in PlanPublication.objects.filter(pk__in=kept):
                assert digest_of(each.snapshot) == each.sha256 == kept[each.pk]
            for each in PlanPublication.objects.all():
                assert each.plan.submissions.get(state="approved").snapshot == each.snapshot
            for sent in Submission.objects.filter(plan__state__in=["submitted", "approved"]):
                current = sent.state in CURRENT_SUBMISSIONS
                assert not current or snapshot_of(sent.plan) == sent.snapshot, "it is frozen"
            for approved in RevisionRequest.objects.filter(state="approved", kind="new_version"):
                assert approved.draft is not None
                continued = approved.draft.actions.exclude(origin=None)
                assert continued.count() == approved.plan.actions.count()
        transaction.set_rollback(True)


def test_the_road_is_walked_to_its_end_in_its_order(in_first: None) -> None:
    make.published_plan(actions=2)
    for number, step in enumerate(WHOLE, start=1):
        take(step, number)
    assert list(Plan.objects.order_by("pk").values_list("state", flat=True)) == [
        "superseded",
        "published",
    ]
    assert Plan.objects.get(state="published").actions.count() == 3
