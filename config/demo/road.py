"""The road of an agreement, verb after verb, from the request to the delivery of the code."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from access.rules import Actor, Profile, requester
from agreements.publication import services as publication
from agreements.publication.queries import terms_in_force
from agreements.publication.rules import GazetteRecord
from agreements.registry import services as registry
from agreements.registry.models import Agreement
from agreements.registry.rules import MeetingMode, Side, SignedDocument
from agreements.registry.species import Species
from agreements.registry.values import Message, Seal
from agreements.signatures import services as outside
from agreements.signatures.checklist import WANTED, Item
from agreements.work_plans import services as work_plans
from agreements.work_plans.opinions import Opinion, OpinionKind
from config.demo.bodies import Body, contact, mandate
from config.demo.code import first_release
from config.demo.days import Calendar
from config.demo.mark import address
from config.demo.papers import Papers
from config.demo.people import CENTRE, Cast
from config.demo.post import token_in_mail
from tenants.models import Birth, Tenant
from tenants.services import next_step

LETTER, SIGNED, GAZETTE = "Ofício de solicitação", "Documento assinado", "Página de diário oficial"


@dataclass
class Scene:
    """What every road shares: the days, the people of CGE-MG, the papers, the password."""

    days: Calendar
    centre: Cast
    papers: Papers
    password: str


@dataclass
class Road:
    """One organisation on its way; each verb is said with how many days ago it happened."""

    scene: Scene
    body: Body
    request_uid: UUID | None = None
    agreement_uid: UUID | None = None

    def actor(self, profile: Profile) -> Actor:
        """Who acts at CGE-MG."""
        return self.scene.centre[profile]

    @property
    def admitted(self) -> UUID:
        """The agreement, once there is one."""
        assert self.agreement_uid is not None
        return self.agreement_uid

    def request(self, ago: int = 0, *, by_mail: bool = False) -> None:
        """From the portal; or by e-mail, registered by the Cabinet. 0: two hours ago."""
        days, body = self.scene.days, self.body
        at = days.at(ago) if ago else days.now - timedelta(hours=2)
        found = registry.submit_request(
            actor=self.actor(Profile.CABINET) if by_mail else requester(body.focal.name),
            applicant=body.applicant(),
            head=body.head_since(timezone.localdate(at)),
            focal=contact(body.focal),
            technical=contact(body.technical),
            justification=body.justification,
            letter=self.scene.papers.pdf(f"oficio-{body.key}.pdf", LETTER),
            at=at,
            message=Message(
                received_at=at - timedelta(hours=1),
                sender=body.focal.email,
                message_id=address(f"pedido-{body.key}"),
                subject="Solicitação do SisPMPI",
            )
            if by_mail
            else None,
        )
        self.request_uid = found.uid

    def admit(
        self,
        *,
        forwarded: int,
        admitted: int,
        met: int | None = None,
        species: Species = Species.ACT,
    ) -> None:
        """The Cabinet forwards, DCI may meet the applicant, the director admits."""
        assert self.request_uid is not None
        days, uid = self.scene.days, self.request_uid
        registry.forward_to_dci(
            actor=self.actor(Profile.CABINET),
            uid=uid,
            sei_number=self.body.sei_number(days.day(forwarded).year),
            at=days.at(forwarded),
        )
        if met is not None:
            registry.record_meeting(
                actor=self.actor(Profile.DCI_ANALYST),
                uid=uid,
                held_date=days.day(met),
                mode=MeetingMode.ONLINE,
                participants=f"{self.body.focal.name}; {CENTRE[Profile.DCI_ANALYST].name}",
                notes="Apresentação do sistema, dos textos do acordo e dos próximos passos.",
                at=days.at(met, 16),
            )
        director = self.actor(Profile.DCI_DIRECTOR)
        found = registry.admit_request(
            actor=director, uid=uid, species=species, at=days.at(admitted)
        )
        self.agreement_uid = found.uid

    def draft(self, ago: int) -> None:
        """Both texts, generated from clauses and work plan."""
        at = self.scene.days.at(ago)
        work_plans.generate_drafts(actor=self.actor(Profile.DCI_ANALYST), uid=self.admitted, at=at)

    def send(self, ago: int) -> None:
        """The texts go to be signed, under the opinion on their model."""
        self.declare_opinion(ago)
        self.check_signatory(ago)
        work_plans.send_for_signature(
            actor=self.actor(Profile.DCI_DIRECTOR), uid=self.admitted, at=self.scene.days.at(ago)
        )

    def check_signatory(self, ago: int, *, until: Item = Item.APPROVED) -> None:
        """Act, registration and approval of who signs for the partner, up to one of them."""
        for item in WANTED[: WANTED.index(until) + 1]:
            outside.check_item(
                actor=self.actor(Profile.DCI_ANALYST),
                uid=self.admitted,
                item=item,
                checked_date=self.scene.days.day(ago),
                note="Processo SEI do pedido (documento de demonstração).",
                at=self.scene.days.at(ago),
            )

    def declare_opinion(self, ago: int) -> None:
        """The texts are those of the model that the legal unit has found right."""
        opinion = Opinion(
            kind=OpinionKind.REFERENTIAL,
            number="1/2025 (fictício)",
            opinion_date=self.scene.days.day(ago),
            result="",
            remarks="",
            ground="",
            is_identical=True,
        )
        work_plans.record_opinion(
            actor=self.actor(Profile.DCI_DIRECTOR),
            uid=self.admitted,
            opinion=opinion,
            file=self.scene.papers.pdf("parecer-referencial.pdf", "Parecer referencial"),
            at=self.scene.days.at(ago),
        )

    def sign(self, side: Side, ago: int) -> None:
        """One side signs both texts."""
        agreement = Agreement.objects.select_related("head").get(uid=self.admitted)
        by_centre = side == Side.CGE
        for document in SignedDocument:
            registry.record_signature(
                actor=self.actor(Profile.COMPTROLLER if by_centre else Profile.DCI_ANALYST),
                uid=agreement.uid,
                document=document,
                side=side,
                text_hash=agreement.text_hash(document),
                seal=self._seal(agreement, side, document, ago),
                file=self.scene.papers.pdf(f"{document}-{side}.pdf", SIGNED),
                at=self.scene.days.at(ago, 15),
            )

    def _seal(self, agreement: Agreement, side: Side, document: SignedDocument, ago: int) -> Seal:
        day = self.scene.days.day(ago)
        head, by_centre = agreement.head, side == Side.CGE
        texts = list(SignedDocument)
        return Seal(
            signer_name=CENTRE[Profile.COMPTROLLER].name if by_centre else head.name,
            signer_post="Controlador-Geral do Estado" if by_centre else head.post,
            act="Ato de nomeação (documento de demonstração)" if by_centre else head.act,
            mandate_start=mandate(day)[0] if by_centre else head.mandate_start,
            mandate_end=None if by_centre else head.mandate_end,
            signed_date=day,
            document_number=f"9999{self.body.number}{texts.index(document)}{by_centre:d}",
        )

    def publish(self, ago: int) -> str:
        """The extract is in the state gazette, and the organisation is born. Gives its schema."""
        days = self.scene.days
        with ExitStack() as until_born:
            with transaction.atomic():
                publication.register_state_gazette(
                    actor=self.actor(Profile.PUBLICATION),
                    uid=self.admitted,
                    record=self._record(ago),
                    file=self.scene.papers.pdf("diario-oficial.pdf", GAZETTE),
                    at=days.at(ago, 9),
                )
                birth = Birth.objects.get(agreement_uid=self.admitted)
                until_born.enter_context(alone_with(birth))
            while next_step(birth.pk, at=days.at(ago, 11)):
                pass
        return str(Tenant.objects.get(organisation=birth.organisation).schema_name)

    def publish_at_home(self, ago: int) -> None:
        """The partner's own gazette."""
        publication.register_partner_gazette(
            actor=self.actor(Profile.PUBLICATION),
            uid=self.admitted,
            record=replace(self._record(ago), gazette_name=f"Diário Oficial de {self.body.name}"),
            file=self.scene.papers.pdf("diario-do-municipio.pdf", GAZETTE),
            at=self.scene.days.at(ago, 14),
        )

    def _record(self, ago: int) -> GazetteRecord:
        return GazetteRecord(
            gazette_name="",
            published_date=self.scene.days.day(ago),
            edition="de demonstração",
            page="1",
        )

    def hand_over(self, *, contacted: int, accepted: int, delivered: int, received: int) -> None:
        """The technical person accepts the terms, gets the code and confirms its receipt."""
        days, who = self.scene.days, self.body.technical
        delivery = publication.contact_technical_area(
            actor=self.actor(Profile.DTIC),
            uid=self.admitted,
            receiver_name=who.name,
            receiver_email=who.email,
            at=days.at(contacted),
        )
        release = first_release(self.actor(Profile.DTIC), at=days.at(contacted))
        publication.accept_terms(
            actor=requester(who.name),
            token=token_in_mail(who.email, "aceite"),
            name=who.name,
            post=who.post,
            email=who.email,
            terms_hash=terms_in_force().text_hash,
            at=days.at(accepted),
        )
        publication.deliver_code(
            actor=self.actor(Profile.DTIC),
            uid=delivery.uid,
            release_uid=release.uid,
            is_clean=True,
            at=days.at(delivered),
        )
        token = token_in_mail(who.email, "recebimento")
        at = days.at(received)
        publication.confirm_receipt(
            actor=requester(who.name), token=token, sha256=release.package_sha256, at=at
        )


@contextmanager
def alone_with(birth: Birth) -> Iterator[None]:
    """Hold the lock of `tenants.tasks`: a worker, told of the birth at once, steps aside."""
    lock = "SELECT {}(hashtext('birth'), %s)"
    with connection.cursor() as cursor:
        cursor.execute(lock.format("pg_advisory_lock"), [birth.pk])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(lock.format("pg_advisory_unlock"), [birth.pk])
