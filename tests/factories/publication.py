"""Published agreements, deliveries and yearly reports, made by the product's own services."""

import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from access.rules import SYSTEM, Actor, Profile, requester
from agreements.continuity import services as continuity
from agreements.continuity.rules import EndingKind
from agreements.continuity.values import Extension, Notice
from agreements.improvements import services as reporting
from agreements.improvements.models import AnnualReport
from agreements.publication import services
from agreements.publication.models import Delivery, Extract, Production, PublicDocument, Release
from agreements.publication.production import Source
from agreements.publication.queries import terms_in_force
from agreements.publication.releases import ReleaseFacts, ReleaseState
from agreements.publication.rules import GazetteRecord, PublicKind
from agreements.registry import services as registry
from agreements.registry.models import (
    Agreement,
    ChangeProposal,
    Contact,
    Representative,
    Request,
)
from agreements.registry.rules import Side
from agreements.work_plans import services as texts
from agreements.work_plans.models import Stage
from agreements.work_plans.rules import StageProof
from documents.clearance import Decision
from foundation.tenancy import inside
from notifications.models import Email
from tenants.models import Organisation
from tests.documents import samples
from tests.documents.samples import PDF, upload
from tests.factories.agreements import (
    ALL_FOUR,
    ANALYST,
    DIRECTOR,
    a_signed_agreement,
    actor,
    an_agreement,
    applicant,
    deliver_events,
    opined,
    ready_to_sign,
    sign,
)
from tests.seed import FIRST, Place

PUBLISHER = actor(Profile.PUBLICATION)
DTIC = actor(Profile.DTIC)
PACKAGE = samples.packed({"sispmpi/LEIA-ME.txt": b"SisPMPI"})
SHA = sha256(PACKAGE).hexdigest()
IMPROVEMENT = {
    "title": "Exportação do plano em planilha aberta",
    "reason": "Os órgãos pediam para trabalhar sem internet.",
    "module": "formulation",
    "kind": "feature",
    "link": "https://codigo.exemplo.test/sispmpi/melhorias/7",
    "licence": "agreement",
}
YEAR = {
    "summary": "O sistema entrou em uso em todos os órgãos.",
    "difficulties": "Troca de equipe no meio do ano.",
    "organs_using": 12,
    "plans_published": 1,
    "people_using": 80,
}


def record(**more: Any) -> GazetteRecord:
    """Today's gazette, page 4."""
    values = {"gazette_name": "Diário Fictício", "published_date": timezone.localdate()}
    return GazetteRecord(**(values | {"page": "4"} | more))


def published(agreement: Agreement | None = None, **more: Any) -> Extract:
    """An agreement whose extract came out today in the gazette of the State."""
    return services.register_state_gazette(
        actor=PUBLISHER,
        uid=(agreement or a_signed_agreement()).uid,
        record=record(**more),
        file=upload(PDF, "diario.pdf"),
        at=timezone.now(),
    )


def shown(extract: Extract, kind: PublicKind = PublicKind.AGREEMENT) -> PublicDocument:
    """A document that the portal hands out, in which nothing had to be masked."""
    return services.publish_document(
        actor=PUBLISHER,
        uid=extract.agreement.uid,
        kind=kind,
        decision=Decision(),
        at=timezone.now(),
    )


def signed_agreement_of(place: Place) -> Agreement:
    """A signed agreement of an organisation that has its place already."""
    agreement = an_agreement()
    settle(agreement, place)
    return signed(agreement)


def token_sent(delivery: Delivery) -> str:
    """What the newest e-mail to the receiver of a delivery lets into."""
    email = Email.objects.filter(key__startswith=f"delivery:{delivery.uid}").latest("pk")
    found = re.search(r"/(?:aceite|recebimento)/([\w-]+)/", email.body)
    assert found is not None, email.body
    return found[1]


def contacted(extract: Extract | None = None) -> Delivery:
    """A delivery whose terms of use were sent."""
    return services.contact_technical_area(
        actor=DTIC,
        uid=(extract or published()).agreement.uid,
        receiver_name="Téo Técnico",
        receiver_email="teo@municipio.test",
        at=timezone.now() - timedelta(minutes=5),
    )


def accepted(delivery: Delivery | None = None) -> Delivery:
    """A delivery whose terms were accepted."""
    delivery = delivery or contacted()
    return services.accept_terms(
        actor=requester("Téo Técnico"),
        token=token_sent(delivery),
        name="Téo Técnico",
        post="Analista de sistemas",
        email="teo@municipio.test",
        terms_hash=terms_in_force().text_hash,
        at=timezone.now(),
    )


def facts(version: str = "2.4.1", **more: Any) -> ReleaseFacts:
    """What is typed about a version."""
    values: dict[str, Any] = {
        "version": version,
        "is_mandatory": False,
        "is_security": False,
        "supported_until": None,
        "notes": "Correções de segurança.",
        "licence": "Uso livre pelos partícipes, com crédito.",
    }
    return ReleaseFacts(**(values | more))


def a_release(version: str = "2.4.1", *, is_released: bool = True, **more: Any) -> Release:
    """A version of the catalogue; asked twice it is the same."""
    found = Release.objects.filter(version=version).first() or services.draft_release(
        actor=DTIC,
        facts=facts(version, **more),
        package=upload(PACKAGE, f"sispmpi-{version}.zip"),
        at=timezone.now(),
    )
    if is_released and found.state == ReleaseState.DRAFT:
        return services.publish_release(actor=DTIC, uid=found.uid, at=timezone.now())
    return found


def delivered(delivery: Delivery | None = None, *, version: str = "2.4.1") -> Delivery:
    """A delivery of version 2.4.1, unless another is named."""
    return services.deliver_code(
        actor=DTIC,
        uid=(delivery or accepted()).uid,
        release_uid=a_release(version).uid,
        is_clean=True,
        at=timezone.now(),
    )


def received(delivery: Delivery | None = None) -> Delivery:
    """A delivery whose package arrived whole."""
    delivery = delivery or delivered()
    return services.confirm_receipt(
        actor=requester("Téo Técnico"), token=token_sent(delivery), sha256=SHA, at=timezone.now()
    )


COPY = {
    "version": "2.4.1",
    "url": "https://integridade.vila-primeira.mg.gov.br",
    "evidence": "Portaria de implantação nº 7; 12 órgãos usam o sistema.",
}


def delivered_to(place: Place = FIRST) -> Agreement:
    """A published agreement of an organisation with a place, whose code was delivered."""
    return delivered(accepted(contacted(published(signed_agreement_of(place))))).agreement


def declared(place: Place = FIRST, agreement: Agreement | None = None) -> Production:
    """What an organisation declares of its own copy, today."""
    agreement = agreement or delivered_to(place)
    head = Actor(name="Percival Prefeito", profile=Profile.HEAD)
    with inside(place.schema):
        return services.declare_production(
            actor=head,
            uid=agreement.uid,
            start_date=timezone.localdate(),
            at=timezone.now(),
            **COPY,
        )


def proposed(place: Place = FIRST, **wanted: str) -> ChangeProposal:
    """What an organisation wants changed of its own data."""
    head = Actor(name="Percival Prefeito", profile=Profile.HEAD)
    with inside(place.schema):
        return registry.propose_change(
            actor=head, wanted=wanted or {"acronym": "PMVP"}, reason="", at=timezone.now()
        )


def proposal_of(organisation: Organisation) -> ChangeProposal:
    """The same of an organisation that has no place yet."""
    return ChangeProposal.objects.create(
        organisation=organisation,
        changes={"acronym": [organisation.acronym, "SG"]},
        proposed_at=timezone.now(),
        proposed_by_name="Percival Prefeito",
    )


def declaration(agreement: Agreement) -> Production:
    """The same of an agreement whose organisation has no place yet."""
    return Production.objects.create(
        agreement=agreement,
        organisation=agreement.organisation,
        agreement_label=agreement.title,
        source=Source.PARTNER,
        start_date=timezone.localdate(),
        declared_at=timezone.now(),
        declared_by_name="Percival Prefeito",
        **COPY,
    )


def proof(**more: Any) -> StageProof:
    """Done today, by an act."""
    values = {"done_date": timezone.localdate(), "evidence": "Portaria nº 7, de 2026."}
    return StageProof(**(values | more))


def stage_of_partner(agreement: Agreement) -> Stage:
    """The first stage that the partner itself tells of."""
    found = Stage.objects.filter(goal__plan__agreement=agreement, shown_by="", done_date=None)
    return found.filter(responsible="partner").order_by("goal__order", "order")[0]


def dated_stage(agreement: Agreement) -> Stage:
    """A stage that is not done and whose last day is known."""
    deliver_events()
    found = Stage.objects.filter(goal__plan__agreement=agreement, done_date=None)
    return found.exclude(end_date=None).order_by("end_date")[0]


def stage_done(agreement: Agreement) -> Stage:
    """A stage of the partner that CGE-MG called done today."""
    stage = stage_of_partner(agreement)
    texts.complete_stage(actor=ANALYST(), uid=stage.uid, proof=proof(), at=timezone.now())
    stage.refresh_from_db()
    return stage


def open_report(place: Place = FIRST, side: Side = Side.PARTNER) -> AnnualReport:
    """The report of the first cycle of a published agreement, not filled in yet."""
    agreement = published(signed_agreement_of(place)).agreement
    agreement.refresh_from_db()
    reporting.open_reports(
        actor=SYSTEM, agreement=agreement, today=timezone.localdate(), at=timezone.now()
    )
    return AnnualReport.objects.get(agreement=agreement, cycle=1, side=side)


def centre_report(agreement: Agreement) -> AnnualReport:
    """The sent report of CGE-MG on the first cycle: its improvement is public."""
    now = timezone.now()
    agreement.refresh_from_db()
    reporting.open_reports(actor=SYSTEM, agreement=agreement, today=timezone.localdate(), at=now)
    uid = AnnualReport.objects.get(agreement=agreement, cycle=1, side=Side.CGE).uid
    reporting.save_report(actor=ANALYST(), uid=uid, revision=0, values=YEAR, at=now)
    reporting.add_improvement(actor=ANALYST(), uid=uid, values=IMPROVEMENT, at=now)
    return reporting.send_report(actor=ANALYST(), uid=uid, at=now)


def in_force(
    days_left: int, *, place: Place | None = None, town: str = "3170107", **terms: Any
) -> Agreement:
    """A published agreement that ends so many days from now; negative: whose last day is past."""
    agreement = an_agreement(applicant=applicant(town))
    start = timezone.localdate() + timedelta(days=min(0, days_left) - 1)
    Agreement.objects.filter(pk=agreement.pk).update(
        start_basis="fixed_date",
        fixed_start_date=start,
        term_length=days_left - min(0, days_left) + 1,
        term_unit="days",
        **terms,
    )
    if place is not None:
        settle(agreement, place)
    return published(signed(agreement)).agreement


def a_month() -> Extension:
    """One more month, asked for today."""
    return Extension(
        term_length=1,
        term_unit="months",
        requested_date=timezone.localdate(),
        justification="O plano ainda não terminou.",
    )


def with_asking(agreement: Agreement) -> Agreement:
    """A published agreement for which the partner itself asks for one more month."""
    head = Actor(name="Percival Prefeito", profile=Profile.HEAD)
    continuity.ask_extension(actor=head, uid=agreement.uid, wanted=a_month(), at=timezone.now())
    return agreement


def with_amendment(agreement: Agreement, *, is_signed: bool = False) -> Agreement:
    """A published agreement for which one more month was asked, or signed as well."""
    now = timezone.now()
    continuity.request_amendment(actor=ANALYST(), uid=agreement.uid, wanted=a_month(), at=now)
    if is_signed:
        continuity.sign_amendment(
            actor=ANALYST(),
            uid=agreement.uid,
            signed_date=timezone.localdate(),
            document_number="112233",
            file=upload(PDF, "aditivo.pdf"),
            at=now,
        )
    return agreement


def about_to_end(agreement: Agreement) -> Agreement:
    """A published agreement from which the partner withdraws in 60 days."""
    today = timezone.localdate()
    notice = Notice(
        kind=EndingKind.WITHDRAWAL,
        side=Side.PARTNER,
        notified_date=today,
        last_date=today + timedelta(days=60),
        reason="A prefeitura adotou outro sistema.",
    )
    file = upload(PDF, "denuncia.pdf")
    continuity.announce_end(
        actor=DIRECTOR(), uid=agreement.uid, notice=notice, file=file, at=timezone.now()
    )
    return agreement


def signed(agreement: Agreement) -> Agreement:
    """A draft, taken through its texts to the fourth signature."""
    now = timezone.now()
    texts.generate_drafts(actor=ANALYST(), uid=agreement.uid, at=now)
    opined(agreement)
    ready_to_sign(agreement)
    texts.send_for_signature(actor=DIRECTOR(), uid=agreement.uid, at=now)
    for document, side in ALL_FOUR:
        sign(agreement, document, side)
    agreement.refresh_from_db()
    return agreement


def settle(agreement: Agreement, place: Place) -> None:
    """Make a draft the agreement of an organisation that has its place already."""
    organisation = Organisation.objects.get(ibge_code=place.ibge_code)
    for kind in (Agreement, Representative, Contact, Request):
        kind._default_manager.filter(organisation=agreement.organisation).update(
            organisation=organisation
        )
