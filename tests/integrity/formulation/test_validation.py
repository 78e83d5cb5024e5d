"""General validation: registered once, guests heard by signed links, every comment answered."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from audit.queries import entries_of
from events.models import Outbox
from events.registry import dispatch
from foundation.refusals import NotAllowed
from foundation.tenancy import inside
from integrity.formulation.models import CatalogueEntry, Plan, Programme, ValidationComment
from integrity.formulation.queries.validation import token_of
from integrity.formulation.rules.validation import Phase, guests_in, phase_of, summary
from integrity.formulation.services.snapshot import snapshot_of
from integrity.formulation.services.validation import mark_of, terms_of
from integrity.formulation.services.versions import new_version
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor
from tests.seed import FIRST


@pytest.fixture
def plan(in_first: None) -> Plan:
    return make.plan()


@pytest.fixture
def drafter(first_as: As, plan: Plan) -> Visitor:
    return first_as(Profile.FORMULATION)


def today() -> date:
    return timezone.localdate()


def terms(plan: Plan, **given: Any) -> dict[str, Any]:
    """The form of somebody who read the validation as it is now."""
    word = CatalogueEntry.objects.filter(kind="stakeholder", organ=None)[0]
    stored = terms_of(Programme.objects.filter(plan=plan).first())
    said = {"validation_start": today().isoformat(), "validation_end": today().isoformat()}
    return {**said, "stakeholders": [str(word.uid)], "mark": mark_of(stored), **given}


def send(visitor: Visitor, plan: Plan, **given: Any) -> Any:
    return visitor.post(f"/planos/{plan.uid}/validacao/editar/", terms(plan, **given))


def told(plan: Plan) -> list[str]:
    """Deliver what waits; the kinds of notice that internal control has."""
    for row in Outbox.objects.order_by("pk"):
        dispatch(row.name, row.body)
    return list(Notice.objects.values_list("kind", flat=True))


@pytest.mark.parity("P60")
def test_the_validation_is_registered_and_edited(drafter: Visitor, plan: Plan) -> None:
    assert send(drafter, plan, validation_notes="Houve **oficina**.").status_code == 302
    entry = entries_of(plan)[0]
    assert entry.verb == "formulation.validation_saved"
    assert entry.changes["Partes interessadas"] == ["", "Alta administração"]
    page = drafter.get(f"/planos/{plan.uid}/validacao/").content.decode()
    assert "<strong>oficina</strong>" in page and "Alta administração" in page
    later = (today() + timedelta(days=9)).isoformat()
    assert send(drafter, plan, validation_end=later).status_code == 302
    assert Programme.objects.get().validation_end == today() + timedelta(days=9)
    assert entries_of(plan)[0].verb == "formulation.validation_corrected"


@pytest.mark.parity("P60")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("validation_start", ""),
        ("validation_end", ""),
        ("validation_end", "2020-01-01"),
        ("stakeholders", []),
    ],
)
def test_a_validation_that_lacks_something_is_refused(
    drafter: Visitor, plan: Plan, field: str, value: object
) -> None:
    answer = send(drafter, plan, **{field: value})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Programme.objects.exists()


def test_a_stakeholder_that_the_list_lacks_comes_back_ticked(drafter: Visitor, plan: Plan) -> None:
    answer = send(drafter, plan, others="Associação de bairro", validation_notes="Escrito.")
    assert answer.status_code == 200
    word = CatalogueEntry.objects.get(name="Associação de bairro")
    assert str(word.uid) in answer.context["form"].initial["stakeholders"]
    assert "Escrito." in answer.content.decode()


def test_two_people_who_edit_the_validation_see_both_texts(
    first_as: As, drafter: Visitor, plan: Plan
) -> None:
    mine = terms(plan, validation_notes="Meu.")
    assert send(first_as(Profile.HEAD), plan, validation_notes="Teu.").status_code == 302
    clash = drafter.post(f"/planos/{plan.uid}/validacao/editar/", mine)
    assert clash.status_code == 409
    assert "Meu." in clash.content.decode() and "Teu." in clash.content.decode()


@pytest.mark.parity("P61")
def test_internal_control_is_told_only_the_first_time(
    first_as: As, drafter: Visitor, plan: Plan
) -> None:
    first_as(Profile.INTERNAL_CONTROL)
    send(drafter, plan)
    assert told(plan) == ["formulation.validated"]
    send(drafter, plan, validation_notes="Mais.")
    assert told(plan) == ["formulation.validated"]


@pytest.mark.parity("P62")
def test_a_new_version_keeps_the_validation_and_does_not_open_it(
    first_as: As, in_first: None
) -> None:
    plan = make.published_plan()
    made = new_version(make.DRAFTER, plan, make.AT)
    drafter = first_as(Profile.FORMULATION)
    assert drafter.get(f"/planos/{made.uid}/validacao/editar/").status_code == 409
    assert send(drafter, made).status_code == 409
    invited = drafter.post(f"/planos/{made.uid}/validacao/convidar/", {"people": "A; a@b.test"})
    assert invited.status_code == 409
    assert snapshot_of(made)["validation"] == snapshot_of(plan)["validation"]
    make.publish(made)


def test_publication_waits_for_the_validation_and_for_every_answer(in_first: None) -> None:
    plan = make.ready_plan()
    guest = make.guest(plan)
    ValidationComment.objects.create(
        invitation=guest, about="other", text="E os prazos?", sent_at=make.AT
    )
    with pytest.raises(NotAllowed, match="1 contribuição sem resposta"):
        make.publish(plan)
    Programme.objects.update(validation_start=None, validation_end=None)
    with pytest.raises(NotAllowed, match="Registre o período"):
        make.publish(plan)


class Guest:
    """Somebody without an account at the host of the organisation."""

    def __init__(self) -> None:
        self.client = Client(headers={"host": FIRST.host})

    def get(self, path: str) -> Any:
        with inside(FIRST.schema):
            return self.client.get(path)

    def post(self, path: str, given: dict[str, str]) -> Any:
        with inside(FIRST.schema):
            return self.client.post(path, given)


def invited(drafter: Visitor, plan: Plan) -> tuple[Guest, str]:
    """A guest at the address that the e-mail brought."""
    make.validation(plan, today(), today())
    people = "Gil Guardião; gil@exemplo.test\nAna Lima, ANA@exemplo.test"
    answer = drafter.post(f"/planos/{plan.uid}/validacao/convidar/", {"people": people})
    assert answer.status_code == 302
    told(plan)
    body = Email.objects.get(to="gil@exemplo.test").body
    path = next(word for word in body.split() if "/contribuir/" in word)
    return Guest(), "/contribuir/" + path.split("/contribuir/")[1]


def test_a_guest_reads_the_draft_comments_and_reads_what_was_done(
    drafter: Visitor, plan: Plan
) -> None:
    make.programme(plan)
    gil, address = invited(drafter, plan)
    page = gil.get(address)
    assert page.status_code == 200 and "Como está hoje." in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    said = {"about": "diagnosis", "text": "<b>Faltou</b> a ouvidoria."}
    assert gil.post(address, said).status_code == 302
    assert entries_of(plan)[0].verb == "formulation.comment_sent"
    comment = ValidationComment.objects.get()
    where = f"/planos/{plan.uid}/validacao/contribuicoes/{comment.uid}/"
    assert "Faltou" in drafter.get(where).content.decode()
    lacking = drafter.post(where, {"treatment": "partly", "answer": ""})
    assert lacking.status_code == 422
    done = {"treatment": "partly", "answer": "Incluímos a ouvidoria no item 2."}
    assert drafter.post(where, done).status_code == 302
    assert entries_of(plan)[0].changes["O que foi feito"] == ["", "Acolhida em parte"]
    page_text = gil.get(address).content.decode()
    assert "Incluímos a ouvidoria no item 2." in page_text
    assert "&lt;b&gt;Faltou&lt;/b&gt;" in page_text
    assert snapshot_of(plan)["validation"]["comments"] == "1 contribuição: 1 acolhida em parte"
    assert "Faltou" not in str(snapshot_of(plan))


def test_who_commented_is_told_once_a_day_of_all_answers(drafter: Visitor, plan: Plan) -> None:
    gil, address = invited(drafter, plan)
    for text in ("Faltou a ouvidoria.", "Faltou o canal.", "Faltou tudo."):
        assert gil.post(address, {"about": "diagnosis", "text": text}).status_code == 302
    done = {"treatment": "accepted", "answer": "Incluímos."}
    first, second = (
        f"/planos/{plan.uid}/validacao/contribuicoes/{each.uid}/"
        for each in ValidationComment.objects.all()[:2]
    )
    assert drafter.post(first, done).status_code == drafter.post(second, done).status_code == 302
    told(plan)
    written = Email.objects.filter(to="gil@exemplo.test").order_by("pk")
    assert [each.kind for each in written][1:] == ["formulation.guest_answered"]
    assert address in written[1].body


def test_who_was_uninvited_is_told_nothing(drafter: Visitor, plan: Plan) -> None:
    gil, address = invited(drafter, plan)
    gil.post(address, {"about": "diagnosis", "text": "Faltou a ouvidoria."})
    uid, comment = address.strip("/").split("/")[1], ValidationComment.objects.get()
    assert drafter.post(f"/planos/{plan.uid}/validacao/convites/{uid}/retirar/").status_code == 302
    where = f"/planos/{plan.uid}/validacao/contribuicoes/{comment.uid}/"
    answered = {"treatment": "accepted", "answer": "Incluímos."}
    assert drafter.post(where, answered).status_code == 302
    told(plan)
    assert not Email.objects.filter(kind="formulation.guest_answered").exists()


def test_two_people_answer_a_comment_and_the_second_reads_both_answers(
    drafter: Visitor, plan: Plan
) -> None:
    gil, address = invited(drafter, plan)
    gil.post(address, {"about": "diagnosis", "text": "Faltou a ouvidoria."})
    comment = ValidationComment.objects.get()
    where = f"/planos/{plan.uid}/validacao/contribuicoes/{comment.uid}/"
    mark = drafter.get(where).context["form"]["mark"].value()
    first = {"treatment": "partly", "answer": "No item 2.", "mark": mark}
    assert drafter.post(where, first).status_code == 302
    answer = drafter.post(where, {**first, "answer": "No item 3."})
    assert answer.status_code == 409
    assert "No item 2." in answer.content.decode() and "No item 3." in answer.content.decode()
    comment.refresh_from_db()
    assert comment.answer == "No item 2."
    again = answer.context["form"]["mark"].value()
    assert drafter.post(where, {**first, "answer": "No item 3.", "mark": again}).status_code == 302
    comment.refresh_from_db()
    assert comment.answer == "No item 3."


def test_a_link_that_is_wrong_withdrawn_or_late_opens_nothing_to_write(
    drafter: Visitor, plan: Plan
) -> None:
    gil, address = invited(drafter, plan)
    _, uid, token = address.strip("/").split("/")
    assert gil.get(f"/contribuir/{uid}/{token[:-1]}x/").status_code == 404
    assert gil.get(f"/contribuir/{uuid4()}/{token}/").status_code == 404
    said = {"about": "other", "text": "Olá."}
    assert gil.post(address, {"about": "other", "text": " "}).status_code == 422
    before = today() - timedelta(days=1)
    Programme.objects.update(validation_start=before, validation_end=before)
    assert "terminou" in gil.get(address).content.decode()
    assert gil.post(address, said).status_code == 302
    assert not ValidationComment.objects.exists()
    withdrawn = f"/planos/{plan.uid}/validacao/convites/{uid}/retirar/"
    assert drafter.post(withdrawn).status_code == 302
    assert drafter.post(withdrawn).status_code == 409
    assert gil.get(address).status_code == 404


def test_a_guest_is_invited_once_and_lines_are_checked(drafter: Visitor, plan: Plan) -> None:
    where = f"/planos/{plan.uid}/validacao/convidar/"
    assert drafter.post(where, {"people": "Gil; gil@exemplo.test"}).status_code == 409
    make.validation(plan)
    wrong = drafter.post(where, {"people": "Gil\nAna; ana@exemplo.test"})
    assert wrong.status_code == 422 and "“Gil”" in wrong.content.decode()
    for _ in range(2):
        drafter.post(where, {"people": "Gil; gil@exemplo.test"})
    assert plan.invitations.count() == 1
    assert token_of(plan.invitations.get().uid) != token_of(uuid4())


@pytest.mark.parity("P63")
@pytest.mark.parametrize(
    "profile",
    [
        Profile.ORGANISATION_ADMIN,
        Profile.INTERNAL_CONTROL,
        Profile.FORMULATION,
        Profile.HEAD,
        Profile.EXECUTOR,
        Profile.MONITORING,
        Profile.OBSERVER,
    ],
)
def test_six_roles_download_the_draft_with_what_is_filled_in(
    first_as: As, plan: Plan, profile: Profile
) -> None:
    make.formal_commission(plan)
    make.extension(plan)
    make.composition(plan)
    make.programme(plan)
    make.action(plan)
    make.validation(plan)
    answer = first_as(profile).get(f"/planos/{plan.uid}/programa.docx")
    if profile is Profile.OBSERVER:
        assert answer.status_code == 403
        return
    document = Document(BytesIO(b"".join(answer.streaming_content)))
    text = "\n".join(each.text for each in document.paragraphs)
    for said in (
        "Clara Coordenadora (coordenação)",
        "1ª prorrogação de prazo: Portaria nº 7",
        "entrou Mário Membro",
        "Estrutura organizacional",
        "Questionário",
        "Principais resultados do diagnóstico",
        "Ação 1",
        "Validação geral",
        "Alta administração",
    ):
        assert said in text, said
    section = document.sections[0]
    assert "1ª edição" in section.header.paragraphs[0].text
    assert "NUMPAGES" in section.footer._element.xml


def test_a_draft_of_an_empty_plan_is_a_document_too(drafter: Visitor, plan: Plan) -> None:
    answer = drafter.get(f"/planos/{plan.uid}/programa.docx")
    text = [each.text for each in Document(BytesIO(b"".join(answer.streaming_content))).paragraphs]
    assert plan.title in text[0]


@given(st.dates(), st.dates(), st.dates())
def test_a_period_is_open_from_its_first_day_to_its_last(start: date, end: date, day: date) -> None:
    phase = phase_of(start, end, day)
    assert (phase is Phase.OPEN) == (start <= day <= end)
    assert phase_of(None, None, day) is Phase.BEFORE


@given(st.lists(st.sampled_from(["", "accepted", "partly", "refused"])))
def test_the_summary_counts_every_comment_once(treatments: list[str]) -> None:
    said = summary(treatments)
    assert str(len(treatments)) in said or not treatments


@given(st.text(max_size=300))
def test_lines_of_guests_are_understood_or_named(text: str) -> None:
    guests, faults = guests_in(text)
    assert all("@" in each.email and each.name for each in guests)
    assert guests or faults
