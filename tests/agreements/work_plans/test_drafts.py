"""Both texts are written from clauses and plan, in versions, and only fit ones go to be signed."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from django.db import InternalError, transaction
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn

from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, SignedDocument
from agreements.registry.services import change_terms
from agreements.registry.values import Terms
from agreements.work_plans import queries, services
from agreements.work_plans.catalogue import clauses
from agreements.work_plans.models import Clause, Draft, Stage
from agreements.work_plans.rules import text_hash
from audit.queries import entries_of
from documents.services import open_file
from foundation.refusals import Denied, Invalid, NotAllowed
from tests.factories import agreements as make

pytestmark = pytest.mark.django_db
KEYS = [
    "preambulo",
    "objeto",
    "plano_trabalho",
    "obrig_comuns",
    "obrig_cge",
    "obrig_participe",
    "recursos_financeiros",
    "pessoal",
    "vigencia",
    "alteracoes",
    "propriedade_intelectual",
    "sigilo_seguranca",
    "lgpd",
    "acompanhamento",
    "denuncia_rescisao",
    "publicacao",
    "integridade",
    "conciliacao_foro",
    "assinaturas",
]


def words_of(draft: Draft) -> str:
    """Everything that the editable file of a draft says, in its marked parts and its tables too."""
    with open_file(draft.docx) as file:
        body = Document(BytesIO(file.read())).element.body
    paragraphs = body.iter(qn("w:p"))
    return "\n".join("".join(run.text or "" for run in each.iter(qn("w:t"))) for each in paragraphs)


def draft(agreement: Agreement, document: SignedDocument) -> Draft:
    """The newest draft of a text."""
    found = queries.latest_draft(agreement, document)
    assert found is not None
    return found


def with_terms(agreement: Agreement, **more: object) -> Agreement:
    """The agreement with other terms."""
    names = Terms.__dataclass_fields__
    present = Terms(**{name: getattr(agreement, name) for name in names})
    return change_terms(
        actor=make.ANALYST(),
        uid=agreement.uid,
        revision=agreement.revision,
        terms=replace(present, **more),  # type: ignore[arg-type]
        at=timezone.now(),
    )


def test_the_catalogue_holds_every_clause_of_the_model() -> None:
    assert [row["key"] for row in clauses()] == KEYS
    assert list(Clause.objects.filter(species="act").values_list("key", flat=True)) == KEYS


def test_the_agreement_names_parties_process_bases_term_and_that_no_money_moves() -> None:
    agreement = make.an_agreement_with_drafts()
    words = words_of(draft(agreement, SignedDocument.AGREEMENT))
    for said in (
        f"Acordo de Cooperação Técnica nº {agreement.number}/{agreement.year}",
        "Município de Uberaba (MG)",
        "Percival Prefeito, Prefeito Municipal",
        "termo de posse fictício nº 1",
        make.SEI,
        "art. 184 da Lei Federal nº 14.133",
        "24 (vinte e quatro) meses",
        "da publicação do extrato no Diário Oficial do Estado",
        "não há transferência de recursos financeiros",
        "60 (sessenta) dias",
        "CLÁUSULA PRIMEIRA – DO OBJETO",
    ):
        assert said in words
    assert "{" not in words


def test_the_work_plan_lists_goals_and_stages_with_who_and_when() -> None:
    agreement = make.an_agreement_with_drafts()
    words = words_of(draft(agreement, SignedDocument.WORK_PLAN))
    for said in (
        "Queremos acompanhar o nosso plano de integridade.",
        "Disponibilizar código-fonte, manual e estrutura do banco de dados",
        "30 dias após a publicação do extrato",
        "Colocar em produção",
        "Não há repasse de recursos financeiros",
    ):
        assert said in words


def test_a_draft_has_a_pdf_too_and_its_hash_is_that_of_its_text() -> None:
    agreement = make.an_agreement_with_drafts()
    found = draft(agreement, SignedDocument.AGREEMENT)
    with open_file(found.pdf) as file, pikepdf.open(BytesIO(file.read())) as pdf:
        assert len(pdf.pages) >= 2
        assert "Acordo de Cooperação Técnica" in str(pdf.docinfo["/Title"])
    assert found.text_hash == text_hash(found.text)


def test_generating_again_makes_a_new_version_and_keeps_the_old_one() -> None:
    agreement = make.an_agreement_with_drafts()
    first = draft(agreement, SignedDocument.AGREEMENT)
    with_terms(agreement, term_length=36)
    services.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    second = draft(agreement, SignedDocument.AGREEMENT)
    assert (first.version, second.version) == (1, 2)
    assert first.text_hash != second.text_hash
    assert "36 (trinta e seis) meses" in words_of(second)
    assert Draft.objects.filter(agreement=agreement).count() == 4
    assert entries_of(agreement).filter(verb="work_plans.drafts.generated").count() == 2


def test_a_fixed_start_and_the_day_before_are_written_out() -> None:
    agreement = make.an_agreement()
    day = timezone.localdate().replace(month=7, day=1)
    changed = with_terms(
        agreement, start_basis="fixed_date", fixed_start_date=day, end_convention="day_before"
    )
    services.generate_drafts(actor=make.ANALYST(), uid=changed.uid, at=timezone.now())
    words = words_of(draft(changed, SignedDocument.AGREEMENT))
    assert f"a partir de 1º de julho de {day.year}" in words
    assert "véspera" in words


def test_fit_texts_are_sent_and_their_hashes_frozen() -> None:
    agreement = make.an_agreement_to_sign()
    assert agreement.state == AgreementState.AWAITING_SIGNATURE
    assert agreement.agreement_hash == draft(agreement, SignedDocument.AGREEMENT).text_hash
    assert agreement.work_plan_hash == draft(agreement, SignedDocument.WORK_PLAN).text_hash


def refused(agreement: Agreement) -> str:
    """Why the texts were not sent, after checking that they were not."""
    with pytest.raises(Invalid) as refusal:
        services.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT
    return " ".join(refusal.value.errors[""])


@pytest.mark.parity("G04")
def test_nothing_is_sent_before_drafts_exist() -> None:
    assert "Gere as minutas" in refused(make.an_agreement())


@pytest.mark.parity("G06")
def test_nothing_is_sent_when_the_data_changed_after_the_drafts() -> None:
    agreement = make.an_agreement_with_drafts()
    with_terms(agreement, notice_days=90)
    assert "gere novas minutas" in refused(agreement)


@pytest.mark.parity("G05")
def test_nothing_is_sent_while_a_goal_has_no_stage() -> None:
    agreement = make.an_agreement_with_drafts()
    Stage.objects.filter(goal__plan__agreement=agreement, goal__order=3).delete()
    assert "Implantar o sistema" in refused(agreement)


def test_the_analyst_prepares_but_does_not_send() -> None:
    agreement = make.an_agreement_with_drafts()
    with pytest.raises(Denied):
        services.send_for_signature(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())


def test_the_cabinet_prepares_no_texts() -> None:
    agreement = make.an_agreement()
    with pytest.raises(Denied):
        services.generate_drafts(actor=make.CABINET(), uid=agreement.uid, at=timezone.now())


def test_no_draft_is_made_of_what_was_sent() -> None:
    agreement = make.an_agreement_to_sign()
    with pytest.raises(NotAllowed):
        services.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())


@pytest.mark.parametrize("model", [Draft, Clause])
def test_the_database_keeps_drafts_and_clauses(model: type[Draft] | type[Clause]) -> None:
    make.an_agreement_with_drafts()
    with pytest.raises(InternalError), transaction.atomic():
        model.objects.all().delete()


@pytest.mark.parity("G04")
def test_a_new_version_of_a_clause_is_used_from_its_day_on() -> None:
    old = Clause.objects.get(species="act", key="integridade")
    Clause.objects.create(
        key=old.key,
        version=2,
        order=old.order,
        title=old.title,
        paragraphs=["Texto novo da cláusula de integridade."],
        valid_from=timezone.localdate(),
    )
    agreement = make.an_agreement_with_drafts()
    text = draft(agreement, SignedDocument.AGREEMENT).text
    clause = next(each for each in text["clauses"] if each["key"] == "integridade")
    assert (clause["version"], clause["items"]) == (2, ["Texto novo da cláusula de integridade."])
