"""Publication in both gazettes, and what follows from the State's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Profile
from agreements.publication import services
from agreements.publication.models import Extract, Publication
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from audit.models import Entry
from foundation.refusals import Denied, NotAllowed
from notifications.models import Notice
from tenants.models import Birth
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories.agreements import (
    a_signed_agreement,
    actor,
    an_agreement_to_sign,
    deliver_events,
)
from tests.factories.publication import PUBLISHER, published, record

pytestmark = pytest.mark.django_db


def page_of(agreement: Agreement, gazette: str = "estado") -> str:
    return f"/acordos/{agreement.uid}/publicacao/{gazette}/"


def typed(**more: object) -> dict[str, object]:
    """A form filled in as it should be."""
    today = timezone.localdate().isoformat()
    good = {"published_date": today, "edition": "88", "page": "4", "matter_code": "", "url": ""}
    return good | {"file": upload(PDF, "diario.pdf")} | more


def test_the_gazette_of_the_state_makes_the_agreement_effective(centre_as: As) -> None:
    agreement = a_signed_agreement()
    paula = centre_as(Profile.PUBLICATION)
    shown = paula.get(page_of(agreement)).content.decode()
    assert "PARTÍCIPES: Estado de Minas Gerais" in shown
    answer = paula.post(page_of(agreement), typed())
    assert answer.status_code == 302
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.PUBLISHED
    assert agreement.start_date == timezone.localdate()
    extract = Extract.objects.get(agreement=agreement)
    assert (extract.gazette_page, extract.gazette_edition) == ("4", "88")
    assert extract.text.startswith("EXTRATO DO ACORDO DE COOPERAÇÃO TÉCNICA Nº")
    assert "24 (vinte e quatro) meses" in extract.text


def test_publication_is_journalled_and_asks_for_the_birth_of_the_organisation() -> None:
    extract = published()
    verbs = Entry.verbs.filter(
        subject_uid__in=[extract.uid, extract.agreement.uid, extract.agreement.organisation.uid]
    ).values_list("verb", flat=True)
    assert {
        "publication.gazette.registered",
        "publication.extract.published",
        "registry.agreement.published",
        "tenants.birth.requested",
    } <= set(verbs)
    birth = Birth.objects.get(organisation=extract.agreement.organisation)
    assert birth.agreement_uid == extract.agreement.uid
    assert birth.administrator_email == "flora@municipio.test"


def test_dtic_is_told_that_the_code_may_go_out(centre_as: As) -> None:
    teodoro = centre_as(Profile.DTIC)
    extract = published()
    deliver_events()
    notice = Notice.objects.get(user=teodoro.user)
    assert extract.partner in notice.text
    assert teodoro.get(notice.link).status_code == 302


@pytest.mark.parity("G09")
def test_an_agreement_not_signed_by_all_is_not_published(centre_as: As) -> None:
    agreement = an_agreement_to_sign()
    paula = centre_as(Profile.PUBLICATION)
    assert paula.get(page_of(agreement)).status_code == 409
    assert paula.post(page_of(agreement), typed()).status_code == 409
    assert paula.get(page_of(agreement, "participe")).status_code == 409
    assert not Publication.objects.filter(agreement=agreement).exists()


def test_an_agreement_is_published_once(centre_as: As) -> None:
    extract = published()
    answer = centre_as(Profile.PUBLICATION).post(page_of(extract.agreement), typed())
    assert answer.status_code == 409
    assert Publication.objects.filter(agreement=extract.agreement).count() == 1


@pytest.mark.parity("G09")
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"published_date": "1999-01-01"}, "não pode ser anterior à última assinatura"),
        ({"published_date": "2999-01-01"}, "não pode ser futura"),
        ({"page": ""}, "Informe a página ou o código da matéria"),
        ({"published_date": "ontem"}, "Informe uma data válida"),
        ({"url": "javascript:alert(1)"}, "um URL válido"),
        ({"file": upload(b"MZ\x90\x00 nao sou PDF", "diario.pdf")}, "PDF"),
    ],
)
def test_a_bad_record_is_refused_beside_its_field_and_nothing_is_written(
    centre_as: As, wrong: dict[str, object], sentence: str
) -> None:
    agreement = a_signed_agreement()
    answer = centre_as(Profile.PUBLICATION).post(page_of(agreement), typed(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="88"' in page
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    assert not Extract.objects.exists()
    assert not Birth.objects.filter(organisation=agreement.organisation).exists()


@pytest.mark.parametrize(
    "profile", [Profile.CABINET, Profile.DCI_ANALYST, Profile.DTIC, Profile.AUDITOR]
)
def test_only_publication_and_the_director_register_a_publication(
    centre_as: As, profile: Profile
) -> None:
    agreement = a_signed_agreement()
    assert centre_as(profile).post(page_of(agreement), typed()).status_code == 403
    with pytest.raises(Denied):
        services.register_state_gazette(
            actor=actor(profile),
            uid=agreement.uid,
            record=record(),
            file=upload(PDF, "diario.pdf"),
            at=timezone.now(),
        )


def test_an_unknown_agreement_is_not_found(centre_as: As) -> None:
    unknown = "/acordos/00000000-0000-4000-8000-000000000000/publicacao/estado/"
    assert centre_as(Profile.PUBLICATION).get(unknown).status_code == 404


@pytest.mark.parity("G21")
def test_the_gazette_of_the_partner_is_recorded_beside_and_blocks_nothing(centre_as: As) -> None:
    extract = published()
    assert extract.partner_gazette_date is None
    paula = centre_as(Profile.PUBLICATION)
    more = {"gazette_name": "Diário Oficial de Uberaba", "url": "https://diario.exemplo.test/7"}
    assert paula.post(page_of(extract.agreement, "participe"), typed(**more)).status_code == 302
    extract.refresh_from_db()
    assert extract.partner_gazette_name == "Diário Oficial de Uberaba"
    assert extract.updated_at > extract.published_at
    again = paula.post(page_of(extract.agreement, "participe"), typed(**more))
    assert again.status_code == 409


def test_a_partner_may_publish_before_the_state(centre_as: As) -> None:
    agreement = a_signed_agreement()
    services.register_partner_gazette(
        actor=PUBLISHER,
        uid=agreement.uid,
        record=record(gazette_name="Diário de Uberaba"),
        file=upload(PDF, "diario.pdf"),
        at=timezone.now(),
    )
    assert published(agreement).partner_gazette_name == "Diário de Uberaba"


def test_the_page_of_the_agreement_shows_publication_birth_and_what_comes_next(
    centre_as: As,
) -> None:
    extract = published()
    page = centre_as(Profile.DTIC).get(f"/acordos/{extract.agreement.uid}/").content.decode()
    assert "Pendente" in page
    assert "Nascimento da organização" in page
    assert "Contatar a área técnica" in page
    assert 'hx-trigger="every 2s"' in page


def test_the_queue_shows_what_is_to_be_published(centre_as: As) -> None:
    agreement = a_signed_agreement()
    page = centre_as(Profile.PUBLICATION).get("/publicacao/").content.decode()
    assert agreement.title in page


def test_a_second_state_gazette_is_refused_by_the_service_too() -> None:
    extract = published()
    with pytest.raises(NotAllowed):
        published(extract.agreement)


def test_a_publication_on_the_day_of_the_last_signature_is_accepted() -> None:
    assert published(published_date=timezone.localdate()).gazette_date == timezone.localdate()


def test_the_term_ends_on_the_day_of_the_same_number() -> None:
    extract = published()
    assert extract.end_date - extract.start_date >= timedelta(days=365 * 2)
    assert extract.end_date.day == extract.start_date.day
