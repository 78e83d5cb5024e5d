"""The procedure of CGE-MG as people walk it: page after page, each by whoever it belongs to."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from access.models import Assignment
from access.rules import Profile
from agreements.improvements.models import AnnualReport
from agreements.publication.models import Delivery
from agreements.publication.queries import terms_in_force
from agreements.registry.models import Agreement, Request
from agreements.registry.rules import Side, SignedDocument
from foundation.tenancy import PUBLIC, inside
from tenants import queries, services
from tenants.models import Birth
from tests.agreements.registry.forms import request_form, signature_form
from tests.documents.samples import PDF, upload
from tests.factories.agreements import ALL_FOUR, SEI, deliver_events
from tests.factories.publication import IMPROVEMENT, SHA, YEAR, a_release, token_sent
from tests.people import Visitor, person

DOCUMENTS = {SignedDocument.AGREEMENT: "acordo", SignedDocument.WORK_PLAN: "plano"}
SIDES = {Side.CGE: "cge", Side.PARTNER: "participe"}


@dataclass
class Road:
    """One organisation on its way from the request to the accepted yearly report."""

    portal: Visitor
    people: dict[Profile, Visitor] = field(default_factory=dict)
    agreement_uid: UUID | None = None

    def of_the_centre(self, profile: Profile) -> Visitor:
        """A person of CGE-MG, the same one each time."""
        if profile not in self.people:
            self.people[profile] = Visitor(settings.CENTRE_HOST, person(PUBLIC, profile))
        return self.people[profile]

    @property
    def agreement(self) -> Agreement:
        """As it stands now."""
        return Agreement.objects.select_related("organisation").get(uid=self.agreement_uid)

    def carry_out(self, by: Profile | Visitor, verb: str, /, *args: Any, **form: Any) -> None:
        """Send the form of a verb; what follows from it has happened afterwards."""
        is_centre = isinstance(by, Profile)
        visitor = self.of_the_centre(by) if isinstance(by, Profile) else by
        urlconf = "centre" if is_centre else "portal" if by is self.portal else "organisation"
        path = reverse(verb, urlconf=f"config.urls.{urlconf}", args=args)
        answer = visitor.post(path, form)
        assert answer.status_code in (200, 302) and not faults(answer), (
            f"{path}: {answer.status_code} {faults(answer)}"
        )
        for schema in (visitor.schema, PUBLIC):
            with inside(schema):
                deliver_events()

    def asked(self, **asker: str) -> None:
        """Step 1: the request, by the portal."""
        self.carry_out(self.portal, "registry_portal:submit", **request_form(**asker))

    def admitted(self, **form: str) -> None:
        """Step 2: the Cabinet passes it on, DCI admits it."""
        request = Request.objects.latest("pk")
        self.carry_out(Profile.CABINET, "registry:forward", request.uid, sei_number=SEI)
        self.carry_out(Profile.DCI_DIRECTOR, "registry:admit", request.uid, **form)
        self.agreement_uid = Agreement.objects.get(request=request).uid

    def drafted(self) -> None:
        """Step 2: texts, and what the legal unit says of them."""
        uid = self.agreement_uid
        self.carry_out(Profile.DCI_ANALYST, "work_plans:generate", uid)
        opinion = {
            "kind": "individual",
            "number": "16.500/2026",
            "opinion_date": timezone.localdate().isoformat(),
            "result": "favourable",
            "file": upload(PDF, "parecer.pdf"),
        }
        self.carry_out(Profile.LEGAL, "work_plans:opinion", uid, **opinion)
        for word in ("investidura", "cadastro", "aprovacao"):
            seen = {"checked_date": timezone.localdate().isoformat(), "note": "Documento SEI 1."}
            self.carry_out(Profile.DCI_ANALYST, "signatures:check_item", uid, word, **seen)
        self.carry_out(Profile.DCI_DIRECTOR, "work_plans:send", uid)

    def signed(self) -> None:
        """Step 3: both texts by both sides."""
        for document, side in ALL_FOUR:
            by = Profile.COMPTROLLER if side == Side.CGE else Profile.DCI_ANALYST
            form = signature_form(self.agreement.text_hash(document))
            words = DOCUMENTS[document], SIDES[side]
            self.carry_out(by, "registry:sign", self.agreement_uid, *words, **form)

    def published(self) -> None:
        """Step 4: both gazettes."""
        form = {
            "gazette_name": "Diário Fictício",
            "published_date": timezone.localdate().isoformat(),
            "page": "4",
        }
        for name in ("state_gazette", "partner_gazette"):
            file = upload(PDF, "diario.pdf")
            self.carry_out(
                Profile.PUBLICATION, f"publication:{name}", self.agreement_uid, **form, file=file
            )

    def delivered(self) -> None:
        """Step 5: terms accepted, code delivered and received."""
        self.carry_out(
            Profile.DTIC,
            "publication:contact",
            self.agreement_uid,
            receiver_name="Téo Técnico",
            receiver_email="teo@municipio.test",
        )
        delivery = Delivery.objects.get(agreement=self.agreement)
        accepted = {"name": "Téo Técnico", "post": "Analista", "email": "teo@municipio.test"}
        self.carry_out(
            self.portal,
            "publication:accept_terms",
            token_sent(delivery),
            **accepted,
            has_read="on",
            terms_hash=terms_in_force().text_hash,
        )
        code = {"release_uid": str(a_release().uid), "is_clean": "on"}
        self.carry_out(
            Profile.DTIC, "publication:deliver", self.agreement_uid, delivery.uid, **code
        )
        self.carry_out(
            self.portal,
            "publication:confirm_receipt",
            token_sent(delivery),
            sha256=SHA,
        )

    def born(self) -> Visitor:
        """The place of the organisation, by the steps of the worker; who administers it."""
        birth = Birth.objects.get(agreement_uid=self.agreement_uid)
        while services.next_step(birth.pk, at=timezone.now()):
            pass
        deliver_events()
        schema = services.schema_of(birth)
        with inside(schema):
            invited = Assignment.objects.select_related("user", "organ", "unit").get(
                profile=Profile.ORGANISATION_ADMIN
            )
        found = Visitor(queries.host_of_schema(schema), invited, schema=schema)
        found.post("/pessoas/eu/", {"registration_number": "1234-5"})
        return found

    def reported(self, administrator: Visitor) -> AnnualReport:
        """Step 6: both sides tell of the year, each accepted by the centre where it must be."""
        director = Profile.DCI_DIRECTOR
        for side, who in ((Side.PARTNER, administrator), (Side.CGE, director)):
            report = AnnualReport.objects.get(agreement=self.agreement, side=side, cycle=1)
            self.carry_out(who, "improvements:fill_in", report.uid, **YEAR, revision="0")
            self.carry_out(who, "improvements:add_improvement", report.uid, **IMPROVEMENT)
            self.carry_out(who, "improvements:send", report.uid)
        partner = AnnualReport.objects.get(agreement=self.agreement, side=Side.PARTNER, cycle=1)
        self.carry_out(director, "improvements:accept", partner.uid)
        partner.refresh_from_db()
        return partner


def faults(answer: Any) -> object:
    """What the form says of itself, or the page that refuses; nothing when it was taken."""
    form = (answer.context or {}).get("form")
    if form is not None and form.errors:
        return form.errors
    return answer.content[:400] if answer.status_code >= 400 else None
