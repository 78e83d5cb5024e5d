"""Who signs for the partner: looked at before the texts go out, and anew after a change of head."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, Side, SignedDocument
from agreements.room import services as room
from agreements.room.models import Requirement
from agreements.room.rules import RequirementKind, RequirementState
from agreements.signatures import services
from agreements.signatures.checklist import (
    WANTED,
    Item,
    Signatory,
    check_faults,
    checklist_faults,
    open_items,
)
from agreements.signatures.models import SignatoryCheck
from agreements.work_plans import services as texts
from audit.models import Entry
from foundation.refusals import Invalid, NotAllowed
from notifications.models import Email
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories import agreements as make
from tests.factories.rooms import a_guest, in_room

db = pytest.mark.django_db
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
TODAY = date(2026, 11, 23)


def ready_but_for_who_signs() -> Agreement:
    """Texts and opinion are there; nobody has looked at who signs."""
    agreement = make.an_agreement()
    texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())
    make.opined(agreement)
    return agreement


def seen(**more: str) -> dict[str, str]:
    """What is typed of an item."""
    today = timezone.localdate().isoformat()
    return {"checked_date": today, "note": "Documento SEI 98765430."} | more


def new_head(**more: str) -> dict[str, str]:
    """What is typed of another mayor."""
    values = {
        "name": "Petra Prefeita",
        "post": "Prefeita Municipal",
        "act": "termo de posse fictício nº 2",
        "mandate_start": (timezone.localdate() - timedelta(days=3)).isoformat(),
        "mandate_end": "",
    }
    return values | more


@given(st.sets(st.sampled_from(sorted(Item))), days, days, days)
def test_texts_go_out_exactly_when_act_mandate_and_registration_are_there(
    checked: set[Item], start: date, end: date, day: date
) -> None:
    start, end = min(start, end), max(start, end)
    faults = checklist_faults(Signatory("Percival", start, end), checked, day)
    registered = Item.EXEMPT in checked or {Item.REGISTERED, Item.APPROVED} <= checked
    fit = Item.INVESTITURE in checked and registered and start <= day <= end
    assert (not faults) is fit


@given(days, days)
def test_an_approval_is_neither_before_its_request_nor_in_the_future(
    asked: date, approved: date
) -> None:
    checked = {Item.REGISTERED.value: asked}
    faults = check_faults(
        Item.APPROVED, checked=checked, checked_date=approved, note="SEI", today=TODAY
    )
    assert (not faults) is (asked <= approved <= TODAY)


def test_an_approval_needs_its_request_and_a_waiver_its_ground() -> None:
    alone = check_faults(Item.APPROVED, checked={}, checked_date=TODAY, note="SEI", today=TODAY)
    assert alone == {"": ["Registre antes o pedido do cadastro no SEI!MG."]}
    waived = check_faults(Item.EXEMPT, checked={}, checked_date=TODAY, note=" ", today=TODAY)
    assert list(waived) == ["note"]
    assert open_items([Item.EXEMPT]) == [Item.INVESTITURE]


@db
@pytest.mark.parity("G06")
def test_texts_wait_until_who_signs_is_registered_and_approved(centre_as: As) -> None:
    agreement = ready_but_for_who_signs()
    ana, diego = centre_as(Profile.DCI_ANALYST), centre_as(Profile.DCI_DIRECTOR)
    page = f"/acordos/{agreement.uid}/"
    refused = diego.post(f"{page}enviar/", follow=True).content.decode()
    assert "Falta a aprovação do cadastro de Percival Prefeito" in refused
    shown = ana.get(page).content.decode()
    assert "Conferir quem assina pelo partícipe: Percival Prefeito" in shown
    assert "Registrar pedido do cadastro no SEI!MG" in shown
    for word in ("investidura", "cadastro", "aprovacao"):
        answer = ana.post(f"{page}quem-assina/{word}/", seen())
        assert answer.status_code == 302, answer.content.decode()
    assert ana.get(f"{page}quem-assina/investidura/").status_code == 409
    assert diego.post(f"{page}enviar/").status_code == 302
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.AWAITING_SIGNATURE
    assert Entry.objects.filter(verb="signatures.signatory.checked").count() == 3


@db
def test_only_the_director_waives_the_registration(centre_as: As) -> None:
    agreement = make.an_agreement()
    place = f"/acordos/{agreement.uid}/quem-assina/dispensa/"
    typed = seen(note="Já é usuária interna do SEI!MG.")
    assert centre_as(Profile.DCI_ANALYST).post(place, typed).status_code == 403
    assert centre_as(Profile.DCI_DIRECTOR).post(place, typed).status_code == 302
    assert SignatoryCheck.objects.get().item == Item.EXEMPT


@db
def test_a_tick_is_taken_back_with_its_reason(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    ana = centre_as(Profile.DCI_ANALYST)
    check = SignatoryCheck.objects.get(agreement=agreement, item=Item.APPROVED)
    place = f"/acordos/{agreement.uid}/quem-assina/{check.uid}/desfazer/"
    assert ana.post(place, {"reason": ""}).status_code == 422
    assert ana.post(place, {"reason": "O SEI!MG desativou o cadastro."}).status_code == 302
    assert "Em aberto" in ana.get(f"/acordos/{agreement.uid}/").content.decode()
    with pytest.raises(Invalid, match="Falta a aprovação"):
        make.sign(agreement, SignedDocument.AGREEMENT, Side.PARTNER)
    assert ana.post(place, {"reason": "De novo."}).status_code == 404


@db
@pytest.mark.parity("G25")
def test_another_head_reopens_the_checklist_and_the_task_at_sei(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    make.sign(agreement, SignedDocument.AGREEMENT, Side.CGE)
    a_guest(agreement)
    ana = centre_as(Profile.DCI_ANALYST)
    answer = ana.post(f"/acordos/{agreement.uid}/dirigente/", new_head())
    assert answer.status_code == 302, answer.content.decode()
    make.deliver_events()
    agreement.refresh_from_db()
    assert agreement.head.name == "Petra Prefeita"
    assert agreement.signatures.get().signer_name == "Percival Prefeito"
    assert agreement.state == AgreementState.PARTIALLY_SIGNED
    asked = {each.kind for each in Requirement.objects.filter(agreement=agreement)}
    assert asked == {RequirementKind.INVESTITURE, RequirementKind.EXTERNAL_USER}
    assert "Cadastro de usuário externo" in "".join(
        Email.objects.filter(kind="room.news").values_list("body", flat=True)
    )
    assert Entry.objects.filter(verb="signatures.checklist.reopened").count() == 1
    with pytest.raises(Invalid, match="Petra Prefeita"):
        make.sign(agreement, SignedDocument.AGREEMENT, Side.PARTNER, signer_name="PETRA  prefeita")
    make.ready_to_sign(agreement)
    make.sign(agreement, SignedDocument.AGREEMENT, Side.PARTNER, signer_name="Petra Prefeita")
    assert agreement.signatures.count() == 2


@db
def test_what_the_former_head_sent_in_the_room_is_asked_for_again(centre_as: As) -> None:
    agreement = make.an_agreement()
    asked = room.ask_requirement(
        actor=make.ANALYST(),
        uid=agreement.uid,
        kind=RequirementKind.EXTERNAL_USER,
        text="Faça o cadastro no SEI!MG.",
        at=timezone.now(),
    )
    flora = in_room(a_guest(agreement))
    flora.post(f"/sala/pedidos/{asked.uid}/", {"file": upload(PDF, "cadastro.pdf")})
    room.accept_requirement(actor=make.ANALYST(), uid=asked.uid, at=timezone.now())
    make.deliver_events()
    assert SignatoryCheck.objects.get().item == Item.REGISTERED  # what was accepted there counts
    ana = centre_as(Profile.DCI_ANALYST)
    assert ana.post(f"/acordos/{agreement.uid}/dirigente/", new_head()).status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequirementState.OPEN and "Petra Prefeita" in asked.return_reason
    assert "Petra Prefeita" in flora.get("/sala/").content.decode()
    agreement.refresh_from_db()
    assert open_items([each.item for each in checks_that_stand(agreement)]) == list(WANTED)


@db
def test_once_the_partner_has_signed_a_change_of_head_opens_nothing(centre_as: As) -> None:
    agreement = make.an_agreement_to_sign()
    for document in SignedDocument:
        make.sign(agreement, document, Side.PARTNER)
    ana = centre_as(Profile.DCI_ANALYST)
    assert ana.post(f"/acordos/{agreement.uid}/dirigente/", new_head()).status_code == 409
    with pytest.raises(NotAllowed, match="apostila"):
        services.withdraw_check(
            actor=make.ANALYST(),
            uid=agreement.uid,
            check_uid=SignatoryCheck.objects.filter(agreement=agreement)[0].uid,
            reason="Engano.",
            at=timezone.now(),
        )
    for document in SignedDocument:
        make.sign(agreement, document, Side.CGE)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED


@db
def test_a_mandate_that_is_over_and_the_same_person_again_are_refused(centre_as: As) -> None:
    agreement = make.an_agreement()
    ana, place = centre_as(Profile.DCI_ANALYST), f"/acordos/{agreement.uid}/dirigente/"
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    over = ana.post(place, new_head(mandate_end=yesterday))
    assert over.status_code == 422 and "já terminou" in over.content.decode()
    start = agreement.head.mandate_start.isoformat()
    same = ana.post(place, new_head(name="percival prefeito", mandate_start=start))
    assert same.status_code == 422 and "já está registrada" in same.content.decode()


def checks_that_stand(agreement: Agreement) -> list[SignatoryCheck]:
    """Of the head of today."""
    found = SignatoryCheck.objects.filter(agreement=agreement, head=agreement.head)
    return list(found.filter(withdrawn_at=None))
