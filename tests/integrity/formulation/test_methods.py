"""The method of an organisation: chosen, changed, and what it changes elsewhere."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from audit.models import Entry
from audit.queries import entries_of
from foundation.tenancy import inside
from foundation.vocabulary import word
from integrity.execution.models import ActionExecution
from integrity.execution.queries import policy_in_force, row_of
from integrity.execution.rules import Kind
from integrity.formulation.models import Axis, MethodVersion
from integrity.formulation.queries import approvals, methods
from integrity.formulation.rules.asked import Asked
from integrity.formulation.rules.gates import Key
from integrity.formulation.rules.methods import PRESETS, Method, method_faults
from integrity.formulation.rules.planning import Frequency
from tests.conftest import As
from tests.factories import integrity as make
from tests.factories import library
from tests.integrity.execution.desk import classification, to
from tests.people import Visitor
from tests.seed import FIRST

PERNAMBUCO = PRESETS["pe"].method


@pytest.fixture
def ana(first_as: As) -> Iterator[Visitor]:
    """Who administers; the words that the test leaves are forgotten, as its rows are."""
    yield first_as(Profile.ORGANISATION_ADMIN)
    with inside(FIRST.schema):
        methods.forget_words()


def form(**more: Any) -> dict[str, Any]:
    """The form of the method as it stands, but for what is said."""
    standing = methods.standing()
    return {
        "registration": standing.method.registration,
        "green_from": standing.method.green_from,
        "stale_after": standing.method.stale_after,
        "forgotten_after": standing.method.forgotten_after,
        "needs_evidence": "sim" if standing.method.needs_evidence else "nao",
        "reasoned_days": "sim" if standing.method.reasoned_days else "nao",
        "check_in": standing.method.check_in,
        "asks": list(standing.method.asks),
        "axes": "\n".join(standing.method.axes),
        "version": standing.version,
    } | more


def test_a_preset_is_chosen_and_its_axes_begin_a_plan(
    ana: Visitor, first_as: As, in_first: None
) -> None:
    plan = make.plan()
    fatima = first_as(Profile.FORMULATION)
    assert "Usar os eixos do método" not in fatima.get(f"/planos/{plan.uid}/conteudo/").text
    assert ana.post("/metodo/modelo/", {"preset": "pe", "version": 0}).status_code == 302
    assert "Usar os eixos do método" in fatima.get(f"/planos/{plan.uid}/conteudo/").text
    assert fatima.post(f"/planos/{plan.uid}/eixos/do-metodo/").status_code == 302
    assert [axis.title for axis in Axis.objects.filter(plan=plan)] == list(PERNAMBUCO.axes)
    assert entries_of(plan)[0].verb == "formulation.method_axes_added"
    assert fatima.post(f"/planos/{plan.uid}/eixos/do-metodo/").status_code == 409
    entry = entries_of(MethodVersion.objects.get())[0]
    assert entry.changes["Método de partida"] == ["Minas Gerais (SisPMPI)", "Pernambuco"]


def test_the_word_for_the_registration_number_is_the_organisations_own(
    ana: Visitor, second_as: As, in_first: None, django_capture_on_commit_callbacks: Any
) -> None:
    assert word("registration") == "Matrícula"
    with django_capture_on_commit_callbacks(execute=True):
        ana.post("/metodo/", form(registration="Masp"))
    assert word("registration") == "Masp"
    assert "Masp" in ana.get("/pessoas/eu/").text
    assert "Masp" not in second_as(Profile.ORGANISATION_ADMIN).get("/pessoas/eu/").text


@pytest.mark.parity("P76", "P77")
def test_the_light_follows_the_days_of_the_organisation(ana: Visitor, in_first: None) -> None:
    scene = make.published_plan(actions=1)
    action = scene.actions.get()
    today = timezone.localdate()
    ActionExecution.objects.update_or_create(
        action=action,
        defaults={
            "kind": Kind.ONE_OFF,
            "planned_start": today - timedelta(days=5),
            "planned_end": today + timedelta(days=20),
            "updated_at": timezone.now(),
        },
    )
    type(action).objects.filter(pk=action.pk).update(status="in_progress")
    action = type(action).objects.select_related("execution").get(pk=action.pk)
    assert row_of(action, today=today, policy=policy_in_force()).light.colour == "yellow"
    ana.post("/metodo/", form(green_from=15))
    assert row_of(action, today=today, policy=policy_in_force()).light.colour == "green"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"registration": ""}, "registration"),
        ({"green_from": 0}, "green_from"),
        ({"stale_after": 60, "forgotten_after": 60}, "forgotten_after"),
        ({"axes": "Ética\nética"}, "axes"),
        ({"needs_evidence": "talvez"}, "needs_evidence"),
        ({"check_in": "hourly"}, "check_in"),
        ({"asks": ["secret"]}, "asks"),
        ({"reasoned_days": ""}, "reasoned_days"),
    ],
)
def test_a_wrong_part_stays_on_the_page(
    ana: Visitor, in_first: None, wrong: dict[str, Any], field: str
) -> None:
    answer = ana.post("/metodo/", form(**wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not MethodVersion.objects.exists()


def test_the_second_of_two_sees_what_the_first_wrote(ana: Visitor, in_first: None) -> None:
    late = form(green_from=10)
    ana.post("/metodo/", form(stale_after=20))
    answer = ana.post("/metodo/", late)
    assert answer.status_code == 409
    assert "20 dias sem registro" in answer.text and "Gravado agora" in answer.text
    assert methods.standing().method.green_from == 30
    assert ana.post("/metodo/", {**late, "version": 1}).status_code == 302


def test_who_keeps_one_organ_only_has_no_say(first_as: As, in_first: None) -> None:
    local = first_as(Profile.ORGANISATION_ADMIN, organ=make.organ())
    assert local.get("/metodo/").status_code == 403
    assert local.post("/metodo/modelo/", {"preset": "pe", "version": 0}).status_code == 403


@given(
    st.builds(
        Method,
        preset=st.sampled_from(sorted(PRESETS)),
        registration=st.text(max_size=40),
        green_from=st.integers(-1, 400),
        stale_after=st.integers(-1, 400),
        forgotten_after=st.integers(-1, 400),
        needs_evidence=st.booleans(),
        axes=st.lists(st.text(max_size=20), max_size=25).map(tuple),
        check_in=st.sampled_from(["", "hourly", *Frequency.values]),
        asks=st.lists(st.sampled_from(["secret", *Asked.values]), max_size=4).map(tuple),
        reasoned_days=st.booleans(),
    )
)
def test_a_method_survives_being_kept_and_a_sound_one_orders_its_days(method: Method) -> None:
    assert Method.from_json(method.as_json()) == method
    if not method_faults(method):
        assert 1 <= method.stale_after < method.forgotten_after <= 365
        assert method.registration.strip() and len(method.axes) <= 20
        assert {*method.asks} <= {*Asked.values} and method.check_in in ("", *Frequency.values)


def test_every_preset_is_sound() -> None:
    assert [method_faults(each.method) for each in PRESETS.values()] == [{}] * len(PRESETS)


def of_plan(name: str, *uids: Any) -> str:
    return reverse(f"formulation:{name}", urlconf="config.urls.organisation", args=uids)


def test_what_the_method_asks_of_an_action_is_asked_at_the_form_and_before_the_plan_is_sent(
    ana: Visitor, first_as: As, in_first: None
) -> None:
    plan = make.ready_plan()
    assert Key.ASKED not in {gate.key for gate in approvals.checklist(plan)}
    asks = ["planned_start", "planned_end", "expected_evidence"]
    assert ana.post("/metodo/", form(asks=asks, check_in="quarterly")).status_code == 302
    (line,) = [gate for gate in approvals.checklist(plan) if gate.key is Key.ASKED]
    assert line.binds and "1 ação sem início planejado: 1." in line.missing
    assert "1 ação sem evidência esperada: 1." in line.missing

    fatima = first_as(Profile.FORMULATION)
    page = fatima.get(of_plan("add_action", plan.uid))
    assert page.context["form"]["check_in"].value() == "quarterly"
    action = plan.actions.get()
    sent = {
        "number": "1",
        "title": action.title,
        "axis": str(action.axis.uid),
        "executing_unit": str(action.executing_unit.uid),
        "objective": "Reduzir riscos",
        "kind": "continuous",
        "planned_start": "2026-05-01",
        "version": action.version,
    }
    edit = of_plan("edit_action", plan.uid, action.uid)
    refused = fatima.post(edit, sent)
    assert refused.status_code == 422
    errors = refused.context["form"].errors
    assert errors == {"expected_evidence": ["O método da organização pede este campo."]}
    done = fatima.post(edit, sent | {"expected_evidence": "Ata da reunião"})
    assert done.status_code == 302
    (line,) = [gate for gate in approvals.checklist(plan) if gate.key is Key.ASKED]
    assert line.is_met


def test_an_adopted_model_takes_the_frequency_of_the_method(ana: Visitor, in_first: None) -> None:
    plan = make.plan()
    ana.post("/metodo/", form(check_in="monthly"))
    library.published(library.exemplar("action", "sic"), check_in="")
    library.adopted(plan, library.exemplar("action", "sic"))
    assert plan.actions.get().check_in == "monthly"


def test_planned_days_are_moved_with_a_reason_where_the_method_asks_for_one(
    ana: Visitor, first_as: As, in_first: None
) -> None:
    plan = make.published_plan(actions=1)
    action = plan.actions.get()
    eva = first_as(Profile.EXECUTOR, "Eva Executora")
    address = to("execution:classify", action.uid)
    assert "Por que o prazo muda" not in eva.get(to("execution:action", action.uid)).text
    assert eva.post(address, classification()).status_code == 302
    ana.post("/metodo/", form(reasoned_days="sim"))
    assert "Por que o prazo muda" in eva.get(to("execution:action", action.uid)).text
    same = classification(version=1, planned_budget="2.000,00")
    assert eva.post(address, same).status_code == 302
    later = classification(version=2, planned_end="2027-03-31")
    assert "Diga por que o prazo muda." in eva.post(address, later).text
    assert eva.post(address, later | {"reason": "Faltou pessoal."}).status_code == 302
    newest = Entry.verbs.filter(verb="execution.action_classified").latest("pk")
    assert newest.reason == "Faltou pessoal."
    assert newest.changes["Previsão de conclusão"] == ["31/12/2026", "31/03/2027"]


def test_the_word_for_a_process_is_the_organisations_own_too(
    ana: Visitor, first_as: As, in_first: None
) -> None:
    assert word("process") == "Processo"
    ana.post("/metodo/", form(process="Processo SEI"))
    methods.forget_words()
    assert word("process") == "Processo SEI"
    assert methods.standing().method.told()["Nome do processo"] == "Processo SEI"
    ana.post("/metodo/", form(process=""))
    assert methods.standing().method.process == "Processo"
