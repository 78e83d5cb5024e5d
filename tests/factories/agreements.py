"""Requests and agreements at any point of the road, made by the product's own services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from stdnum.br import cnpj

from access.rules import Actor, Profile, requester
from agreements.registry import services
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement, Hold, Request, Signature
from agreements.registry.rules import Side, SignedDocument
from agreements.registry.species import Species
from agreements.registry.values import Applicant, Head, Message, Person, Seal
from agreements.signatures import services as outside
from agreements.signatures.checklist import WANTED, Item
from agreements.signatures.models import SignatoryCheck
from agreements.work_plans import services as texts
from agreements.work_plans.models import LegalOpinion
from agreements.work_plans.opinions import Opinion, OpinionKind, OpinionResult
from events.models import Outbox
from events.registry import dispatch
from foundation import municipalities
from tenants.rules import Nature
from tests.documents.samples import PDF, upload

SEI = "1520.01.0000123/2026-78"
ALL_FOUR = [(document, side) for document in SignedDocument for side in Side]
_numbers = count(1)


def actor(profile: Profile) -> Actor:
    """Somebody of CGE-MG, without an account."""
    return Actor(name=f"Pessoa de {profile.label}", profile=profile)


CABINET = partial(actor, Profile.CABINET)
ANALYST = partial(actor, Profile.DCI_ANALYST)
DIRECTOR = partial(actor, Profile.DCI_DIRECTOR)
COMPTROLLER = partial(actor, Profile.COMPTROLLER)


def new_cnpj() -> str:
    """A CNPJ that no other test has used, with its check digits."""
    base = f"{next(_numbers):08d}0001"
    return base + str(cnpj.calc_check_digits(base))


def applicant(place: str = "3170107", **more: Any) -> Applicant:
    """A municipality (Uberaba unless said otherwise)."""
    found = municipalities.by_code(place)
    assert found is not None
    nature = Nature.MUNICIPALITY_MG if found.state == "MG" else Nature.MUNICIPALITY
    values = {
        "nature": nature.value,
        "cnpj": new_cnpj(),
        "email": "gabinete@municipio.test",
        "ibge_code": place,
    }
    return Applicant(**(values | more))


def body_applicant(name: str = "Agência Fictícia de Integridade", **more: Any) -> Applicant:
    """A body that is no municipality."""
    values = {
        "nature": Nature.BODY.value,
        "cnpj": new_cnpj(),
        "email": "contato@agencia.test",
        "name": name,
        "acronym": "AFI",
        "state": "MG",
    }
    return Applicant(**(values | more))


def head(today: date | None = None, **more: Any) -> Head:
    """A mayor in office, with two years before and two to come."""
    today = today or timezone.localdate()
    values: dict[str, Any] = {
        "name": "Percival Prefeito",
        "post": "Prefeito Municipal",
        "act": "termo de posse fictício nº 1",
        "mandate_start": today - timedelta(days=700),
        "mandate_end": today + timedelta(days=700),
    }
    return Head(**(values | more))


FOCAL = Person(name="Flora Focal", email="flora@municipio.test", phone="34 3333-0000", post="Chefe")
TECHNICAL = Person(name="Téo Técnico", email="teo@municipio.test")


def letter() -> SimpleUploadedFile:
    """A signed letter."""
    return upload(PDF, "oficio.pdf")


def message(**more: Any) -> Message:
    """The e-mail of a request."""
    values: dict[str, Any] = {
        "received_at": timezone.now() - timedelta(hours=3),
        "sender": "prefeito@municipio.test",
        "message_id": f"pedido-{next(_numbers)}@municipio.test",
        "subject": "Interesse na celebração de Acordo de Cooperação Técnica",
    }
    return Message(**(values | more))


def a_request(*, by: Actor | None = None, at: datetime | None = None, **more: Any) -> Request:
    """A request that has just arrived at the portal."""
    at = at or timezone.now()
    values: dict[str, Any] = {
        "applicant": applicant(),
        "head": head(),
        "focal": FOCAL,
        "technical": TECHNICAL,
        "justification": "Queremos acompanhar o nosso plano de integridade.",
        "letter": letter(),
    }
    return services.submit_request(actor=by or requester("Flora Focal"), at=at, **(values | more))


def a_request_in_triage(**more: Any) -> Request:
    """A request that DCI examines."""
    request = a_request(**more)
    return services.forward_to_dci(
        actor=CABINET(), uid=request.uid, sei_number=SEI, at=timezone.now()
    )


def a_request_in_diligence(**more: Any) -> Request:
    """A request of which the applicant was asked something."""
    request = a_request_in_triage(**more)
    services.ask_diligence(
        actor=ANALYST(), uid=request.uid, text="Envie o ato de posse.", at=timezone.now()
    )
    request.refresh_from_db()
    return request


def an_agreement(*, species: Species = Species.ACT, **more: Any) -> Agreement:
    """An agreement in draft, just opened by the admission of its request."""
    request = a_request_in_triage(**more)
    return services.admit_request(
        actor=DIRECTOR(), uid=request.uid, species=species, at=timezone.now()
    )


def an_agreement_with_drafts(**more: Any) -> Agreement:
    """An agreement in draft whose texts were generated once."""
    agreement = an_agreement(**more)
    texts.generate_drafts(actor=ANALYST(), uid=agreement.uid, at=timezone.now())
    ready_to_sign(agreement)
    return agreement


def ready_to_sign(agreement: Agreement, *items: Item) -> None:
    """DCI found everything in order of who signs for the partner, or the items that are named."""
    found = SignatoryCheck.objects.filter(agreement=agreement, head=agreement.head_id)
    present = set(found.filter(withdrawn_at=None).values_list("item", flat=True))
    for item in [each for each in items or WANTED if each not in present]:
        outside.check_item(
            actor=ANALYST(),
            uid=agreement.uid,
            item=item,
            checked_date=timezone.localdate(),
            note="Documento SEI 98765430.",
            at=timezone.now(),
        )


def opined(agreement: Agreement, **more: Any) -> LegalOpinion:
    """What the legal unit says of the newest drafts: that they are right, unless said otherwise."""
    values: dict[str, Any] = {
        "kind": OpinionKind.INDIVIDUAL,
        "number": "16.500/2026",
        "opinion_date": timezone.localdate(),
        "result": OpinionResult.FAVOURABLE,
        "remarks": "",
        "ground": "",
        "is_identical": False,
    }
    return texts.record_opinion(
        actor=actor(Profile.LEGAL),
        uid=agreement.uid,
        opinion=Opinion(**(values | more)),
        file=upload(PDF, "parecer.pdf"),
        at=timezone.now(),
    )


def an_agreement_with_opinion(**more: Any) -> Agreement:
    """An agreement in draft whose texts the legal unit finds right."""
    agreement = an_agreement_with_drafts(**more)
    opined(agreement)
    return agreement


def an_agreement_to_sign(**more: Any) -> Agreement:
    """An agreement whose texts await signatures."""
    agreement = an_agreement_with_opinion(**more)
    return texts.send_for_signature(actor=DIRECTOR(), uid=agreement.uid, at=timezone.now())


def seal(**more: Any) -> Seal:
    """Who signs today, in office."""
    today = timezone.localdate()
    values: dict[str, Any] = {
        "signer_name": "Percival Prefeito",
        "signer_post": "Prefeito Municipal",
        "act": "termo de posse fictício nº 1",
        "mandate_start": today - timedelta(days=700),
        "mandate_end": today + timedelta(days=700),
        "signed_date": today,
        "document_number": "98765432",
    }
    return Seal(**(values | more))


def sign(
    agreement: Agreement, document: SignedDocument, side: Side, *, paper: bytes = PDF, **more: Any
) -> Signature:
    """One signature recorded by whoever may."""
    agreement.refresh_from_db()
    return services.record_signature(
        actor=COMPTROLLER() if side == Side.CGE else ANALYST(),
        uid=agreement.uid,
        document=document,
        side=side,
        text_hash=agreement.text_hash(document),
        seal=replace(seal(), **more),
        file=upload(paper, "assinado.pdf"),
        at=timezone.now(),
    )


def a_signed_agreement(paper: bytes = PDF, **more: Any) -> Agreement:
    """An agreement that all four signatures are on."""
    agreement = an_agreement_to_sign(**more)
    for document, side in ALL_FOUR:
        sign(agreement, document, side, paper=paper)
    agreement.refresh_from_db()
    return agreement


def held(agreement: Agreement, step: HoldStep, at: datetime | None = None) -> Hold:
    """A step that the director of DCI makes wait."""
    return services.hold_step(
        actor=DIRECTOR(),
        uid=agreement.uid,
        step=step,
        reason="A licença está em revisão.",
        at=at or timezone.now(),
    )


def released(hold: Hold, at: datetime | None = None) -> Hold:
    """The same, going on."""
    return services.release_step(
        actor=DIRECTOR(), uid=hold.uid, reason="Revisão concluída.", at=at or timezone.now()
    )


def deliver_events() -> None:
    """Run what follows from every event so far, as the worker does after commit."""
    for row in Outbox.objects.filter(delivered_at=None).order_by("pk"):
        with transaction.atomic():
            dispatch(row.name, row.body)
            Outbox.objects.filter(pk=row.pk).update(delivered_at=timezone.now())
