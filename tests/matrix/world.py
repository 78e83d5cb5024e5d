"""What the addresses of the table name: objects at every point of the road, made once."""

import re
from dataclasses import dataclass, field
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.rules import Actor, Profile
from agreements.improvements import services as reporting
from agreements.improvements.exchange import ImprovementState
from agreements.improvements.models import AnnualReport, Improvement
from agreements.openness.tasks import publish_open_data
from agreements.privacy.queries import token_of
from agreements.publication.models import Delivery, Extract, Release
from agreements.publication.rules import DeliveryState, PublicKind
from agreements.publication.web.package_views import SALT
from agreements.registry import services as registry
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement, Deadline, IncomingMail, Signature
from agreements.registry.rules import Side
from agreements.room.secrets import link_token
from agreements.signatures.models import SignatoryCheck
from agreements.work_plans.models import Draft, Goal, Stage
from documents.models import IssuedDocument, StoredFile
from foundation.stamps import stamp
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from identity.services import invite
from notifications.messages import UNSUBSCRIBE
from notifications.models import About, Email, EmailState, MailRule, Notice, Preference
from notifications.queries import calendar_token
from notifications.rules import Channel
from tenants.addresses.names import HostState
from tenants.deliveries.models import StuckDelivery
from tenants.models import Domain, Tenant
from tests.agreements.registry.letters import saved
from tests.factories import agreements as make
from tests.factories import askings as askings_of
from tests.factories import evidences, exchange, rooms, subjects
from tests.factories import library as models
from tests.factories import negotiations as talk
from tests.factories import publication as publish
from tests.factories import signatures as outside
from tests.matrix import cast, world_of_organisation
from tests.matrix.cast import Person
from tests.matrix.rows import Row
from tests.people import person
from tests.seed import FIRST, SECOND, Place

WITH_REMARKS = "3131901"
WITH_PARTNER, RETURNED, AGREED = "3100104", "3100203", "3100302"
IN_DILIGENCE = ("3148103", "3148004")
MUNICIPALITIES = ("3106200", "3118601", "3136702", "3143302", "3152501", "3154606", "3167202")
AFTER_PUBLICATION = ("3170206", "3170701", "3171303", "3126109", "3131307", "3129806")


CONVERTER = re.compile(r"<[^>]+>")


@dataclass
class World:
    """The objects by the names that the table gives them, and the people of each kind of host."""

    objects: dict[str, dict[str, str]] = field(default_factory=dict)
    people: dict[str, list[Person]] = field(default_factory=dict)

    def path(self, pattern: str, row: Row, person: Person) -> str:
        """The address with its objects in the place of its converters."""
        values = [self.value(row.kind, name, person) for name in row.needs]
        assert len(values) == len(CONVERTER.findall(pattern)), f"{row.key} for {pattern}"
        return CONVERTER.sub(lambda found: values.pop(0), pattern)

    def value(self, kind: str, name: str, person: Person) -> str:
        """What stands in an address: `=own` is the person's own profile, `=word` is itself."""
        if name == "=own_notice":
            return person.notice or self.objects[kind]["notice"]
        if name == "=own":
            held = person.client.assignment
            return str(held.uid) if held else self.objects[kind]["assignment"]
        return name[1:] if name.startswith("=") else self.objects[kind][name]


def build() -> World:
    """Everything, in the transaction of whoever calls."""
    world = World()
    scene = world_of_organisation.scene()
    with inside(PUBLIC):
        world.objects["centre"] = centre_objects() | models.objects_of_centre()
        hosts = {place: own_host(place) for place in (FIRST, SECOND)}
        world.objects["centre"]["host"] = hosts[SECOND]
        world.objects["centre"]["stuck"] = stuck_delivery()
        world.objects["centre"]["subject"] = str(subjects.a_subject(wished=True).uid)
        extract = Extract.objects.get(agreement=publish.open_report(FIRST).agreement)
        world.objects["portal"] = portal_objects(extract)
        own_report = report_in_draft(extract)
        publish_open_data()
        for name in ("given_back", "reviewed"):
            world.objects["portal"][name] = world.objects["centre"][name]
        own_report["offered"] = world.objects["centre"]["offered"]
        world.people["portal"] = cast.of_portal()
        world.people["account"] = cast.of_account()
        world.objects["account"] = room_objects()
        world.people["centre"] = cast.of_centre()
    world.people["organisation"] = cast.of_organisation(scene.places)
    author = next(each for each in world.people["organisation"] if each.is_author)
    world.objects["organisation"] = signed_links(FIRST.schema) | scene.objects(author) | own_report
    world.objects["organisation"]["host"] = hosts[FIRST]
    world.objects["centre"] |= signed_links(PUBLIC)
    inside_by = next(
        each for each in world.people["centre"] if each.profile == Profile.NETWORK_ADMIN
    )
    session, guest = cast.of_support(inside_by)
    world.people["support"] = [guest]
    for kind in ("centre", "organisation"):
        world.objects[kind]["support"] = session
    return world


def room_objects() -> dict[str, str]:
    """A link into a room, and what stands in no room that one is in."""
    guest = rooms.a_guest(make.an_agreement())
    return {"room_link": link_token(guest.uid, 1), "nothing": str(guest.uid)}


def own_host(place: Place) -> str:
    """A host that an organisation has proven to own."""
    host = Domain.objects.create(
        tenant=Tenant.objects.get(schema_name=place.schema),
        domain=f"integridade.{place.slug}.mg.gov.br",
        state=HostState.VERIFIED,
        token="0" * 32,
        is_primary=False,
        verified_at=timezone.now(),
    )
    host.refresh_from_db()
    return str(host.uid)


def stuck_delivery() -> str:
    """What is stuck at an organisation, as the centre knows it."""
    now = timezone.now()
    found = StuckDelivery.objects.create(
        schema_name=SECOND.schema, outbox_id=1, name="x", emitted_at=now, noted_at=now
    )
    return str(found.uid)


def signed_links(schema: str) -> dict[str, str]:
    """Links that let somebody in who is not signed in."""
    with inside(schema):
        _, token = invite(name="Ivo Ingresso", email="ivo@exemplo.test", at=timezone.now())
        held = person(schema, FORGETFUL[schema], "Sílvio Esquecido")
        forgetful = held.user
        forgetful.set_password("lembrei-da-senha-7")
        forgetful.save()
        key = default_token_generator.make_token(forgetful)
        notice = Notice.objects.create(user=forgetful, text="O plano mudou.", key="mudou")
        own = mail_objects(forgetful)
    return own | {
        "invitation": token,
        "reset_uid": user_pk_to_url_str(forgetful),
        "reset_key": key,
        "notice": str(notice.uid),
        "assignment": str(held.uid),
        "person": str(forgetful.uid),
    }


def mail_objects(user: User) -> dict[str, str]:
    """Messages that did not arrive, an address left out, and links that go out with mail."""
    at = timezone.now()
    lost = {"subject": "Prova", "body": "Prova", "to": user.email}
    bounced = Email.objects.create(
        key="matriz:1", state=EmailState.BOUNCED, is_hard=True, bounced_at=at, **lost
    )
    unsent = Email.objects.create(key="matriz:2", state=EmailState.FAILED, attempts=8, **lost)
    rule = MailRule.objects.create(
        about=About.EXCLUDED, target="fora@exemplo.test", text="Pediu", set_at=at, set_by="Ana"
    )
    told = {"user": str(user.uid), "kind": "improvements.report_arrived"}
    row = Preference.objects.create(
        user=user, has_calendar=True, calendar=1, choices={told["kind"]: Channel.IN_APP}
    )
    return {
        "bounced": str(bounced.uid),
        "unsent": str(unsent.uid),
        "excluded": str(rule.uid),
        "calendar_of": str(user.uid),
        "calendar_token": calendar_token(row),
        "unsubscribe_link": stamp(told, salt=UNSUBSCRIBE),
    }


def negotiated() -> dict[str, Any]:
    """Texts that the partner has in hand, one that it returned, one that both sides accepted."""
    returned = talk.a_sent_agreement(applicant=make.applicant(RETURNED))
    proposed = talk.propose(returned, "As partes agem com integridade.")
    talk.give_back(returned)
    return {
        "with_partner": talk.a_sent_agreement(applicant=make.applicant(WITH_PARTNER)),
        "proposed": proposed,
        "agreed": talk.an_agreed_agreement(applicant=make.applicant(AGREED)),
    }


def with_remarks() -> Agreement:
    """One whose texts the legal unit wants changed."""
    found = make.an_agreement_with_drafts(applicant=make.applicant(WITH_REMARKS))
    make.opined(found, result="with_remarks", remarks="Ajustar a cláusula 3.")
    return found


def centre_objects() -> dict[str, str]:
    """Requests, agreements, deliveries and reports, one at each point of the road."""
    first, second, *others = (make.applicant(each) for each in MUNICIPALITIES)
    received, in_triage = (
        make.a_request(applicant=first),
        make.a_request_in_triage(applicant=second),
    )
    asked_of = make.a_request_in_diligence(applicant=make.applicant(IN_DILIGENCE[0]))
    draft = make.an_agreement_with_opinion(applicant=others[0])
    to_sign = make.an_agreement_to_sign(applicant=others[1])
    signed = make.a_signed_agreement(applicant=others[2])
    report = sent_report()
    published = report.agreement
    contacted = publish.contacted(Extract.objects.get(agreement=published))
    in_force = publish.published(make.a_signed_agreement(applicant=others[3]))
    asked, agreed, leaving, *asking = (
        publish.published(make.a_signed_agreement(applicant=make.applicant(each))).agreement
        for each in AFTER_PUBLICATION
    )
    accepted = publish.accepted(publish.contacted(in_force))
    own = AnnualReport.objects.get(agreement=published, cycle=1, side=Side.CGE)
    named = {
        **negotiated(),
        "received": received,
        "in_triage": in_triage,
        "asked_of": asked_of,
        "mail": mail_read(),
        "proposal": publish.proposal_of(accepted.agreement.organisation),
        "deadline": Deadline.objects.order_by("pk")[0],
        "remarked": with_remarks(),
        "draft": draft,
        "to_sign": to_sign,
        "guest": rooms.a_guest(draft),
        "sent_document": rooms.a_sent_document(draft),
        "sei_link": outside.linked(to_sign),
        "check": SignatoryCheck.objects.filter(agreement=draft)[0],
        **outside.a_root(),
        "signed": signed,
        "hold": make.held(signed, HoldStep.DELIVERY),
        "published": published,
        "appearance": published.publications.all()[0],
        "shown": publish.shown(Extract.objects.get(agreement=published), PublicKind.WORK_PLAN),
        "contacted": contacted,
        "delivered_to": accepted.agreement,
        "accepted": accepted,
        "declared_for": accepted.agreement,
        "declared": publish.declaration(accepted.agreement),
        "in_force": publish.published(make.a_signed_agreement(applicant=others[4])).agreement,
        "amending": publish.with_amendment(asked),
        "amended": publish.with_amendment(agreed, is_signed=True),
        "ending": publish.about_to_end(leaving),
        "sent_report": report,
        "own_report": fill(own, make.ANALYST()),
        "organisation": published.organisation,
        "letter": received.letter,
        "gazette_page": published.publications.all()[0].file,
    }
    named |= papers(draft, signed) | versions() | of_exchange(report, own, in_force.agreement)
    named |= stages_of(draft, named["in_force"], named["amending"]) | askings(*asking)
    return {name: str(each.uid) for name, each in named.items()}


def of_exchange(
    report: AnnualReport, own: AnnualReport, other: Agreement
) -> dict[str, Improvement]:
    """Improvements: one that waits for DTIC, one that it accepted, two of CGE-MG itself."""
    return {
        "own_improvement": own.improvements.get(),
        "reviewed": report.improvements.get(state=ImprovementState.IN_REVIEW),
        "given_back": report.improvements.get(state=ImprovementState.ACCEPTED),
        "offered": publish.centre_report(other).improvements.get(),
    }


def askings(first: Agreement, second: Agreement, third: Agreement) -> dict[str, Agreement]:
    """Agreements for which the partner asks for more time, a note, and the end."""
    return {
        "asking": publish.with_asking(first),
        "asking_note": askings_of.asking_note(second),
        "asking_leave": askings_of.asking_to_leave(third),
    }


def stages_of(draft: Agreement, later: Agreement, told: Agreement) -> dict[str, Any]:
    """A goal and a stage in draft; stages ahead: to be called done, seen, told of."""
    found = Stage.objects.filter(goal__plan__agreement=later)
    return {
        "goal": Goal.objects.filter(plan__agreement=draft)[0],
        "stage": Stage.objects.filter(goal__plan__agreement=draft)[0],
        "stage_ahead": found.filter(shown_by="")[0],
        "stage_seen": found.exclude(shown_by="")[0],
        "stage_told": publish.stage_done(told),
        **evidences.with_file(told),
    }


def papers(draft: Agreement, signed: Agreement) -> dict[str, StoredFile | IssuedDocument]:
    """What was drafted and what was signed, as files."""
    text = Draft.objects.filter(agreement=draft)[0]
    return {
        "signed_document": Signature.objects.filter(agreement=signed)[0].file,
        "issued": text.pdf.issued,
        "draft_file": text.pdf,
    }


def versions() -> dict[str, Release]:
    """A version of the code that was released, and one in preparation."""
    draft = publish.a_release("9.9.0", is_released=False)
    return {"release": publish.a_release(), "release_draft": draft}


def mail_read() -> IncomingMail:
    """A saved e-mail that the Cabinet has read and not registered yet."""
    upload = SimpleUploadedFile("pedido.eml", saved())
    return registry.read_message(actor=make.CABINET(), upload=upload, at=timezone.now())


def sent_report() -> AnnualReport:
    """The report that the second organisation has sent; DTIC accepted one of its improvements."""
    report = publish.open_report(SECOND)
    exchange.accepted(SECOND, report=report, patch=exchange.patch())
    with inside(SECOND.schema):
        fill(report, HEAD)
        reporting.send_report(actor=HEAD, uid=report.uid, at=timezone.now())
    report.refresh_from_db()
    return report


def report_in_draft(extract: Extract) -> dict[str, str]:
    """The report that the first organisation is writing, ready to be sent."""
    report = AnnualReport.objects.get(agreement=extract.agreement, cycle=1, side=Side.PARTNER)
    with inside(FIRST.schema):
        fill(report, HEAD)
    improvement = Improvement.objects.get(report=report)
    shown = evidences.shown_by_partner(report.agreement)
    return {
        "stage_evidence": str(shown.uid),
        "stage_file": str(shown.sent_uid),
        "report": str(report.uid),
        "improvement": str(improvement.uid),
        "agreement": str(report.agreement.uid),
        "own_stage": str(publish.stage_of_partner(report.agreement).uid),
    }


FORGETFUL = {PUBLIC: Profile.AUDITOR, FIRST.schema: Profile.OBSERVER}
HEAD = Actor(name="Percival Prefeito", profile=Profile.HEAD)


def fill(report: AnnualReport, actor: Actor) -> AnnualReport:
    """Text, numbers and one improvement."""
    now, revision = timezone.now(), report.revision
    reporting.save_report(
        actor=actor, uid=report.uid, revision=revision, values=publish.YEAR, at=now
    )
    reporting.add_improvement(actor=actor, uid=report.uid, values=publish.IMPROVEMENT, at=now)
    return report


def portal_objects(extract: Extract) -> dict[str, str]:
    """What links and public pages name."""
    terms = Delivery.objects.get(state=DeliveryState.CONTACTED)
    delivered = publish.delivered(publish.accepted(publish.contacted(extract)))
    asked = make.a_request_in_diligence(applicant=make.applicant(IN_DILIGENCE[1]))
    return {
        "asked_link": registry.tracking_token(asked.uid),
        "tracking": registry.tracking_token(extract.agreement.request.uid),
        "privacy_link": token_of(subjects.a_subject().uid),
        "shown": str(publish.shown(extract).uid),
        "number": str(extract.number),
        "year": str(extract.year),
        "terms_link": publish.token_sent(terms),
        "receipt_link": publish.token_sent(delivered),
        "package_link": stamp(str(delivered.uid), salt=SALT),
    }
