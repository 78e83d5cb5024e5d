"""Signatures given in SEI are read there, once, and by the same rules as those typed in."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from access.models import Assignment
from access.rules import SYSTEM, Profile
from agreements.registry.models import Agreement, Signature
from agreements.registry.rules import AgreementState, Origin, Side
from agreements.signatures import services, tasks
from agreements.signatures.backends.sei import SeiRefuses, publication_of
from agreements.signatures.models import SeiDocument
from agreements.signatures.rules import LinkedDocument
from audit.models import Entry
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.tenancy import PUBLIC
from tests.agreements.signatures.sei_server import Paper, Sei, serving
from tests.conftest import As
from tests.factories import agreements as make
from tests.people import person

pytestmark = pytest.mark.django_db
ACT, PLAN = "98765432", "98765433"
MAYOR = "PERCIVAL  Prefeito"


@pytest.fixture
def sei(settings: Settings) -> Iterator[Sei]:
    with serving() as server:
        settings.SEI_URL = server.url
        settings.SEI_SYSTEM, settings.SEI_KEY, settings.SEI_UNIT = "SISPMPI", "chave", "110000"
        settings.SEI_TIMEOUT = 1
        yield server


def moment(day: date | None = None) -> str:
    return f"{day or timezone.localdate():%d/%m/%Y} 10:00:00"


def linked(agreement: Agreement, document: str = "agreement", number: str = ACT) -> SeiDocument:
    return services.link_sei(
        actor=make.ANALYST(),
        uid=agreement.uid,
        document=LinkedDocument(document),
        number=number,
        at=timezone.now(),
    )


def read(link: SeiDocument) -> int:
    """As the worker does; the row is read anew."""
    count = services.read_sei(actor=SYSTEM, uid=link.uid, at=timezone.now())
    link.refresh_from_db()
    return count


def comptroller() -> str:
    """Somebody who heads CGE-MG since last year, by an act."""
    user = person(PUBLIC, Profile.COMPTROLLER, "Conrado Controlador").user
    Assignment.objects.filter(user=user).update(
        start_date=timezone.localdate() - timedelta(days=400), act="Ato do Governador nº 7"
    )
    return str(user.name)


@pytest.mark.parity("G07")
@pytest.mark.parity("G08")
def test_four_signatures_read_in_sei_make_the_agreement_signed(sei: Sei) -> None:
    agreement, head = make.an_agreement_to_sign(), comptroller()
    people = [(MAYOR, "Prefeito", moment()), (head, "Controlador", moment())]
    sei.papers[ACT] = Paper(agreement.agreement_hash, people)
    sei.papers[PLAN] = Paper(agreement.work_plan_hash, people)
    assert read(linked(agreement)) == 2
    assert read(linked(agreement, "work_plan", PLAN)) == 2
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    assert agreement.signed_date == timezone.localdate()
    mayor = Signature.objects.get(document="agreement", side=Side.PARTNER)
    assert (mayor.origin, mayor.file, mayor.document_number) == (Origin.SEI, None, ACT)
    assert mayor.signer_name == "Percival Prefeito"
    assert mayor.evidence["assinado_em"] == moment() and mayor.act.startswith("termo de posse")
    ours = Signature.objects.get(document="agreement", side=Side.CGE)
    assert (ours.signer_name, ours.act) == (head, "Ato do Governador nº 7")
    told = Entry.verbs.filter(verb="registry.agreement.signature_recorded")
    assert told.count() == 4
    assert told[0].changes["origem"] == ["", "Lida no SEI"]


def test_what_was_read_is_not_recorded_twice_and_what_comes_later_is(sei: Sei) -> None:
    agreement, head = make.an_agreement_to_sign(), comptroller()
    sei.papers[ACT] = Paper(agreement.agreement_hash, [(MAYOR, "Prefeito", moment())])
    link = linked(agreement)
    assert [read(link), read(link), tasks.reconcile()] == [1, 0, 0]
    sei.papers[ACT].signatures.append((head, "Controlador", moment()))
    assert tasks.reconcile() == 1
    assert Signature.objects.count() == 2


@pytest.mark.parity("G07")
@pytest.mark.parametrize(
    ("text_hash", "note"), [("0" * 64, "não é o texto aceito"), ("", "não traz a identificação")]
)
def test_another_text_is_never_signed_and_somebody_is_told(
    sei: Sei, centre_as: As, text_hash: str, note: str
) -> None:
    agreement = make.an_agreement_to_sign()
    sei.papers[ACT] = Paper(text_hash, [(MAYOR, "Prefeito", moment())])
    link = linked(agreement)
    assert [read(link), read(link)] == [0, 0]
    assert note in link.note
    assert not Signature.objects.exists()
    assert Entry.verbs.filter(verb="signatures.sei.differs").count() == 1
    page = centre_as(Profile.DCI_ANALYST).get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Há o que conferir" in page and note in page


@pytest.mark.parity("G07")
def test_nobody_signs_who_was_not_in_office_on_that_day(sei: Sei) -> None:
    agreement = make.an_agreement_to_sign()
    long_ago = timezone.localdate() - timedelta(days=3650)
    sei.papers[ACT] = Paper(
        agreement.agreement_hash,
        [(MAYOR, "Prefeito", moment(long_ago)), ("Vera Vice", "Vice-Prefeita", moment())],
    )
    link = linked(agreement)
    assert read(link) == 0
    assert "PERCIVAL  Prefeito e Vera Vice" in link.note
    assert not Signature.objects.exists()


@pytest.mark.parametrize("trouble", ["down", "slow", "broken", "entities", "other", "refused"])
def test_sei_away_or_out_of_its_mind_changes_nothing_and_is_asked_again_later(
    sei: Sei, settings: Settings, trouble: str
) -> None:
    agreement = make.an_agreement_to_sign()
    sei.papers[ACT] = Paper(agreement.agreement_hash, [(MAYOR, "Prefeito", moment())])
    link = linked(agreement)
    entity = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    if trouble == "down":
        settings.SEI_URL = "http://127.0.0.1:9/sei"
    elif trouble == "refused":
        del sei.papers[ACT]
    sei.is_silent = trouble == "slow"
    sei.answer = {
        "broken": b"<html>manuten",
        "entities": entity,
        "other": sei_answer_about("11111111"),
    }.get(trouble, b"")
    before = timezone.now()
    assert [read(link), read(link)] == [0, 0]
    assert link.trouble and link.tries == 2
    assert link.due_at is not None and link.due_at > before + timedelta(minutes=1)
    assert not Signature.objects.exists()
    sei.is_silent, sei.answer, settings.SEI_URL = False, b"", sei.url
    sei.papers[ACT] = Paper(agreement.agreement_hash, [(MAYOR, "Prefeito", moment())])
    assert tasks.reconcile() == 1
    link.refresh_from_db()
    assert (link.trouble, link.tries, link.due_at) == ("", 0, None)


def sei_answer_about(number: str) -> bytes:
    """What SEI would say of another document."""
    from tests.agreements.signatures.sei_server import ENVELOPE

    return ENVELOPE.format(Paper("0" * 64).told(number)).encode()


def test_a_document_is_linked_on_its_page_and_unlinked(sei: Sei, centre_as: As) -> None:
    agreement, ana = make.an_agreement_to_sign(), centre_as(Profile.DCI_ANALYST)
    sei.papers[ACT] = Paper(agreement.agreement_hash, [(MAYOR, "Prefeito", moment())])
    home = f"/acordos/{agreement.uid}/"
    assert "Vincular ao SEI" in ana.get(home).content.decode()
    address = f"{home}sei/acordo/vincular/"
    assert agreement.agreement_hash in ana.get(address).content.decode()
    assert ana.post(address, {"number": "98.76"}).status_code == 422
    assert ana.post(address, {"number": ACT}).status_code == 302
    link = SeiDocument.objects.get()
    answer = ana.post(f"{home}sei/{link.uid}/ler/", follow=True).content.decode()
    assert "1 assinatura nova lida no SEI" in answer and "Lida no SEI" in answer
    assert ana.post(address, {"number": PLAN}).status_code == 409
    assert ana.post(f"{home}sei/{link.uid}/desvincular/").status_code == 302
    assert ana.post(f"{home}sei/{link.uid}/ler/").status_code == 404
    assert {"signatures.sei.linked", "signatures.sei.unlinked"} <= set(
        Entry.verbs.values_list("verb", flat=True)
    )


def test_who_may_not_and_texts_not_to_be_signed_are_refused(sei: Sei) -> None:
    with pytest.raises(Denied):
        services.link_sei(
            actor=make.CABINET(),
            uid=make.an_agreement_to_sign().uid,
            document=LinkedDocument.AGREEMENT,
            number=ACT,
            at=timezone.now(),
        )
    with pytest.raises(NotAllowed, match="aguardam assinatura"):
        linked(make.an_agreement(applicant=make.applicant("3106200")))
    with pytest.raises(Invalid):
        linked(make.an_agreement_to_sign(applicant=make.applicant("3118601")), number="12a")


def test_without_sei_the_page_offers_the_other_roads_only(centre_as: As, client: Client) -> None:
    agreement = make.an_agreement_to_sign()
    page = centre_as(Profile.DCI_ANALYST).get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Vincular ao SEI" not in page and "Enviar PDF assinado" in page
    with pytest.raises(NotAllowed, match="não está ligada ao SEI"):
        linked(agreement)


def test_sei_tells_where_a_document_was_published(sei: Sei) -> None:
    sei.papers[ACT] = Paper(
        printed="<Publicacao><StaMotivo>2</StaMotivo><NomeVeiculo>Minas Gerais</NomeVeiculo>"
        "<Numero>88</Numero><DataPublicacao>20/11/2026</DataPublicacao><Estado>P</Estado>"
        "<ImprensaNacional><Pagina>4</Pagina></ImprensaNacional></Publicacao>"
    )
    printed = publication_of(ACT)
    assert printed is not None
    assert (printed.motive, printed.vehicle, printed.edition) == ("2", "Minas Gerais", "88")
    assert (printed.published_date, printed.page) == (date(2026, 11, 20), "4")
    sei.papers[PLAN] = Paper(printed="<Publicacao><Estado>A</Estado></Publicacao>")
    assert publication_of(PLAN) is None
    with pytest.raises(SeiRefuses, match="nao encontrado"):
        publication_of("1")
