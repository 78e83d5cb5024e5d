"""The published plan on the page that everybody reads: chosen, checked, shown, withdrawn."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.db import InternalError, transaction
from hypothesis import given
from hypothesis import strategies as st

from access.models import Assignment, Person
from access.rules import Profile
from audit.queries import entries_of
from documents.personal import find
from documents.redaction import examine
from events.models import Outbox
from events.registry import dispatch
from integrity.formulation.models import Action, Plan, PublicPlan, RevisionRequest
from integrity.formulation.rules.flows import RevisionKind
from integrity.formulation.rules.public_plan import (
    Paper,
    Part,
    choice_faults,
    matching,
    names_in,
    public_content,
    texts_of,
)
from integrity.formulation.services.versions import new_version
from notifications.models import Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.execution.desk import to
from tests.people import Visitor
from tests.seed import SECOND

CPF = "529.982.247-25"
MAIL = "clara.particular@exemplo.test"


def begun(**of_first: Any) -> Plan:
    """A plan to which nothing is missing, with personal data in one description."""
    made = make.ready_plan(actions=2)
    made.actions.filter(number="2").update(title="Código de ética")
    first = made.actions.get(number="1")
    first.description = f"Procurar Clara Coordenadora, CPF {CPF}, em {MAIL}."
    for name, value in of_first.items():
        setattr(first, name, value)
    first.save()
    return made


@pytest.fixture
def plan(in_first: None) -> Plan:
    """In force."""
    clara = Person.objects.get_or_create(name="Rita Responsável", registration_number="77")[0]
    made = begun(responsible=clara, planned_start=date(2026, 3, 1))
    make.risk(made)
    make.publish(made)
    made.refresh_from_db()
    return made


@pytest.fixture
def head(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.HEAD, organ=plan.organ)


def choose(visitor: Visitor, plan: Plan, *shows: str, paper: str = "made") -> Any:
    """The second step as the first leads to it."""
    query = {"shows": list(shows), "paper": paper}
    return visitor.get(to("formulation:show_plan", plan.uid), query)


def show(visitor: Visitor, plan: Plan, *shows: str, paper: str = "made", **sent: str) -> Any:
    """Both steps; everything found is masked unless `sent` says otherwise."""
    form = choose(visitor, plan, *shows, paper=paper).context["form"]
    typed = {name: form.initial.get(name, field.initial) for name, field in form.fields.items()}
    typed = {name: value for name, value in typed.items() if value}
    typed |= {"shows": list(shows), "paper": paper, "has_read": "on", **sent}
    return visitor.post(to("formulation:show_plan", plan.uid), typed)


def page_of(visitor: Visitor, plan: Plan, **query: str) -> str:
    answer = visitor.get(to("formulation:public_plan", plan.uid), query)
    assert answer.status_code == 200
    return str(answer.text)


def deliver() -> None:
    for each in Outbox.objects.filter(name="formulation.plan_published").order_by("pk"):
        dispatch(each.name, each.body)


def test_an_organ_shows_its_plan_to_everybody_without_personal_data(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    assert nobody_at_first.get(to("formulation:public_plan", plan.uid)).status_code == 404
    assert show(head, plan, Part.PROGRESS).status_code == 302
    page = page_of(nobody_at_first, plan)
    assert "Ação 1" in page
    assert "Não iniciada" in page
    for secret in (CPF, MAIL, "Clara Coordenadora", "Rita Responsável", "Como está hoje"):
        assert secret not in page
    assert "[nome omitido], CPF [CPF omitido], em [e-mail omitido]" in page
    assert "avorecimento de fornecedor" not in page
    listed = nobody_at_first.get(to("formulation:public_plans")).text
    assert to("formulation:public_plan", plan.uid) in listed
    entry = entries_of(plan)[0]
    assert (entry.verb, entry.actor_uid) == ("formulation.plan_shown", head.user.uid)
    assert "2 dados tarjados" in entry.changes["Dados pessoais"][1]
    plan.publication.refresh_from_db()
    assert CPF in str(plan.publication.snapshot)


def test_the_pdf_that_goes_along_holds_the_chosen_parts_alone(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    preview = head.get(to("formulation:preview_public", plan.uid), {"paper": "made"})
    show(head, plan)
    answer = nobody_at_first.get(to("formulation:public_plan_file", plan.uid))
    assert answer.headers["Content-Type"] == "application/pdf"
    content = answer.getvalue()
    for each in (content, preview.getvalue()):
        report = examine(each)
        assert [spot.finding.text for spot in report.spots] == []
        with pikepdf.open(BytesIO(each)) as pdf:
            assert pdf.Root.MarkInfo.Marked
    kept = PublicPlan.objects.get()
    assert kept.file is not None
    assert kept.file.sha256 == entries_of(plan)[0].changes["SHA-256 do PDF"][1]


def test_the_published_pdf_goes_along_masked_when_all_that_it_says_is_shown(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    whole = (Part.PROGRAMME, Part.RISKS, Part.PEOPLE)
    assert choose(head, plan, Part.RISKS, paper="published").status_code == 422
    assert show(head, plan, *whole, paper="published").status_code == 302
    content = nobody_at_first.get(to("formulation:public_plan_file", plan.uid)).getvalue()
    assert not examine(content).spots
    assert PublicPlan.objects.get().file != plan.publication.file
    page = page_of(nobody_at_first, plan)
    for shown in (
        "Rita Responsável",
        "Clara Coordenadora",
        "avorecimento de fornecedor",
        "Como está hoje",
    ):
        assert shown in page


def test_what_may_stay_asks_for_a_reason_and_stays(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    found = choose(head, plan).context["sheet"].found
    number = next(at for at, each in enumerate(found) if each.finding.text == MAIL)
    sent = {f"clearing_{number}": "stay"}
    assert show(head, plan, paper="none", **sent).status_code == 422
    assert not PublicPlan.objects.exists()
    why = {"clearing_reason": "É o endereço da ouvidoria."}
    assert show(head, plan, paper="none", **sent, **why).status_code == 302
    page = page_of(nobody_at_first, plan)
    assert MAIL in page
    assert CPF not in page
    gone = nobody_at_first.get(to("formulation:public_plan_file", plan.uid))
    assert gone.status_code == 404


def test_a_reader_searches_actions_by_words_axis_and_situation(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    show(head, plan, Part.PROGRESS, paper="none")
    Action.objects.filter(plan=plan, number="2").update(status="in_progress")
    assert "1 ação encontrada" in page_of(nobody_at_first, plan, busca="codigo etica")
    assert "1 ação encontrada" in page_of(nobody_at_first, plan, situacao="in_progress")
    assert "2 ações encontradas" in page_of(nobody_at_first, plan, eixo="1")
    assert "Nenhuma ação encontrada" in page_of(nobody_at_first, plan, busca="inexistente")
    assert "Ação 1" in page_of(nobody_at_first, plan, eixo="99", situacao="inventada")


def test_the_page_is_kept_for_a_minute_and_asked_for_by_its_tag(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    show(head, plan, Part.PROGRESS, paper="none")
    path = to("formulation:public_plan", plan.uid)
    first = nobody_at_first.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in first.headers
    tag = {"If-None-Match": first.headers["ETag"]}
    assert nobody_at_first.get(path, headers=tag).status_code == 304
    assert nobody_at_first.get(path, {"busca": "1"}, headers=tag).status_code == 200
    assert head.get(path).headers["Cache-Control"] == "private, no-cache"
    assert head.post(to("formulation:hide_plan", plan.uid), {"reason": "Erro."}).status_code == 302
    assert nobody_at_first.get(path, headers=tag).status_code == 404


def test_a_withdrawn_plan_is_gone_at_once_and_may_be_shown_again(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    show(head, plan)
    told = head.get(to("formulation:choose_public", plan.uid)).text
    assert "O plano está na página pública" in told
    assert "Percival Prefeito" in told
    assert choose(head, plan).status_code == 409
    assert head.post(to("formulation:hide_plan", plan.uid), {}).status_code == 422
    head.post(to("formulation:hide_plan", plan.uid), {"reason": "Faltou tarjar um nome."})
    for route in ("public_plan", "public_plan_file"):
        assert nobody_at_first.get(to(f"formulation:{route}", plan.uid)).status_code == 404
    entry = entries_of(plan)[0]
    assert (entry.verb, entry.reason) == ("formulation.plan_hidden", "Faltou tarjar um nome.")
    assert show(head, plan, paper="none").status_code == 302
    assert PublicPlan.objects.count() == 2


def test_another_publication_is_chosen_anew_and_somebody_is_told(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    show(head, plan, Part.PROGRESS)
    made = new_version(make.DRAFTER, plan, make.AT)
    RevisionRequest.objects.create(
        plan=plan,
        kind=RevisionKind.NEW_VERSION,
        reason="A lei mudou.",
        state="approved",
        requested_by_name="Mônica",
        requested_at=make.AT,
        decided_by_name="Ícaro",
        decided_at=make.AT,
        draft=made,
    )
    make.publish(made)
    Assignment.objects.update(start_date=make.TODAY)  # the factories publish in March
    deliver()
    notice = Notice.objects.get(kind="formulation.show_again", user=head.user)
    assert notice.link == to("formulation:choose_public", made.uid)
    assert nobody_at_first.get(to("formulation:public_plan", made.uid)).status_code == 404
    old = page_of(nobody_at_first, plan)
    assert "não está mais em vigor" in old
    assert "Não iniciada" not in old
    assert show(head, made).status_code == 302
    assert "Em vigor" in page_of(nobody_at_first, made)


def test_only_a_plan_in_force_is_shown_and_only_by_who_may(first_as: As, plan: Plan) -> None:
    drafter = first_as(Profile.FORMULATION, organ=plan.organ)
    assert choose(drafter, plan).status_code == 403
    assert (
        to("formulation:choose_public", plan.uid)
        not in drafter.get(to("formulation:plan", plan.uid)).text
    )
    control = first_as(Profile.INTERNAL_CONTROL, organ=plan.organ)
    page = control.get(to("formulation:plan", plan.uid)).text
    assert to("formulation:choose_public", plan.uid) in page
    other = make.organ()
    draft = make.plan(other)
    assert choose(first_as(Profile.HEAD, organ=other), draft).status_code == 409


def test_what_everybody_reads_is_never_rewritten(head: Visitor, plan: Plan) -> None:
    show(head, plan)
    for change in ({"content": {}}, {"clearing": "outra"}):
        with pytest.raises(InternalError), transaction.atomic():
            PublicPlan.objects.update(**change)
    with pytest.raises(InternalError), transaction.atomic():
        PublicPlan.objects.all().delete()


WORDS = st.sampled_from(["Ana Souza", "Bruno de Lima", "rever", "o código", "ANA  SOUZA", ""])
TEXT = st.lists(WORDS, max_size=4).map(" ".join)


@given(texts=st.lists(TEXT, min_size=1, max_size=4), shows=st.sets(st.sampled_from(Part.values)))
def test_nobody_is_named_unless_people_are_shown(texts: list[str], shows: set[str]) -> None:
    snapshot: dict[str, Any] = {
        **{"uid": "1", "organ": "Saúde", "title": texts[0], "edition": 1, "revision": 0},
        "commission": {"members": [{"name": "Ana Souza", "unit": "", "is_coordinator": True}]},
        "programme": {"parts": [{"title": "P", "texts": [{"label": "L", "text": texts[0]}]}]},
        "validation": None,
        "axes": [{"title": "Eixo", "description": texts[0], "sub_axes": []}],
        "actions": [
            {"uid": "2", "description": each, "planned": {"responsible": "Bruno de Lima"}}
            for each in texts
        ],
        "risks": [],
    }
    content = public_content(snapshot, shows)
    said = " ".join(" ".join(text.split()).casefold() for text in texts_of(content))
    assert names_in(snapshot) == {"Ana Souza", "Bruno de Lima"}
    if Part.PEOPLE not in shows:
        assert "ana souza" not in said
        assert "bruno de lima" not in said
    assert (content["programme"] is None) is (Part.PROGRAMME not in shows)
    assert len(content["actions"]) == len(texts)


def test_days_amounts_and_addresses_are_no_personal_data() -> None:
    content = {"actions": [{"uid": "3199999999", "budget": "529982247.25", "title": "Rever"}]}
    assert list(texts_of(content)) == ["Rever"]
    assert find("529982247.25")  # what would be found were it a text


def test_a_choice_names_known_parts_and_a_paper_that_fits_them() -> None:
    assert not choice_faults([Part.PROGRESS], Paper.NONE)
    assert "shows" in choice_faults(["salaries"], Paper.MADE)
    assert "paper" in choice_faults([], "outro")
    assert "paper" in choice_faults([Part.PEOPLE, Part.RISKS], Paper.PUBLISHED)
    whole = [Part.PEOPLE, Part.RISKS, Part.PROGRAMME]
    assert not choice_faults(whole, Paper.PUBLISHED)


def test_words_are_sought_without_accents_or_case() -> None:
    action = {
        **dict.fromkeys(("number", "description", "objective", "expected_benefit"), ""),
        "title": "Código de Ética",
        "executing_unit": "Ouvidoria",
        "axis": "Cultura",
    }
    assert matching([action], text="etica OUVIDORIA") == [action]
    assert matching([action], text="etica", axis="Outro") == []


def test_who_comes_to_sign_in_is_led_to_the_plans_that_everybody_may_read(
    head: Visitor, nobody_at_first: Visitor, plan: Plan
) -> None:
    link = 'href="/planos-publicos/"'
    assert link not in nobody_at_first.get("/conta/entrar/").text
    show(head, plan)
    assert link in nobody_at_first.get("/conta/entrar/").text
    assert nobody_at_first.get("/planos-publicos/").status_code == 200
    assert link not in Visitor(SECOND.host).get("/conta/entrar/").text
    assert link not in Visitor(settings.CENTRE_HOST).get("/conta/entrar/").text
    head.post(to("formulation:hide_plan", plan.uid), {"reason": "Faltou tarjar um nome."})
    assert link not in nobody_at_first.get("/conta/entrar/").text
