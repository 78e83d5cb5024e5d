"""What a partner does to a row of the public schema stands in its journal and in the centre's."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from access.models import Organ
from access.queries import actor_of
from access.rules import Actor, Profile, requester
from agreements.continuity import services as continuity
from agreements.continuity.values import Correction, Delay, Leaving
from agreements.improvements import services as improvements
from agreements.publication import services as publication
from agreements.registry import services as registry
from agreements.work_plans import services as texts
from audit.models import Entry
from audit.proof import prove
from foundation.tenancy import PUBLIC, inside
from tenants import lifecycle, training
from tenants.addresses import services as addresses
from tenants.models import Domain, Organisation, Tenant
from tenants.support import services as support
from tenants.verification import services as verification
from tests.audit import partners
from tests.audit.journal import as_role, settle
from tests.database import Database
from tests.documents.made import AT
from tests.factories import exchange
from tests.factories.agreements import a_request
from tests.factories.publication import (
    COPY,
    DTIC,
    IMPROVEMENT,
    SHA,
    YEAR,
    a_month,
    accepted,
    contacted,
    dated_stage,
    delivered,
    in_force,
    open_report,
    proof,
    published,
    signed_agreement_of,
    stage_of_partner,
    token_sent,
)
from tests.people import person
from tests.seed import FIRST, SECOND
from tests.tenants.addresses.conftest import name_server as name_server
from tests.tenants.addresses.name_server import NameServer
from tests.tenants.web.test_verification import issued

pytestmark = pytest.mark.django_db
Deed = Callable[[], object]
Road = Iterator[Deed]
HOST = "integridade.vilaprimeira.mg.gov.br"
NOT_YET_A_PARTNER = {
    **dict.fromkeys(
        (
            "agreements.room.services.door.leave",
            "agreements.room.services.remarks.remark_in_room",
            "agreements.room.services.requirements.send_requirement",
            "agreements.consent.services.accept_text",
            "agreements.negotiation.services.exchanges.return_drafts",
            "agreements.negotiation.services.files.attach_version",
            "agreements.negotiation.services.files.propose_from_file",
            "agreements.negotiation.services.words.comment",
            "agreements.negotiation.services.words.propose",
            "agreements.negotiation.services.words.withdraw_proposal",
        ),
        "a room is written in until the partner has a journal of its own",
    ),
    "agreements.privacy.services.asking.send_way": "who asks has no account; a handler tells",
    "agreements.privacy.services.asking.take_copy": "who asks has no account; a handler tells",
    "agreements.privacy.services.asking.wish_erasure": "who asks has no account; a handler tells",
    "agreements.registry.services.requests.submit_request": "nobody has proven who sends it",
    "agreements.registry.services.diligences.answer_diligence": "there is no agreement yet",
    "agreements.registry.services.diligences.withdraw_request": "there is no agreement yet",
}


def at_home(
    verb: Callable[..., object], profile: Profile = Profile.ORGANISATION_ADMIN, **given: Any
) -> Deed:
    """By somebody of the first organisation, at its own host, when it is called."""
    ana = actor_of(person(FIRST.schema, profile))

    def carry_out() -> object:
        words = {name: each() if callable(each) else each for name, each in given.items()}
        with inside(FIRST.schema):
            return verb(actor=ana, **words)

    return carry_out


def reports(_: NameServer) -> Road:
    """The yearly report, up to its sending."""
    report, now = open_report(), timezone.now()
    yield at_home(improvements.save_report, uid=report.uid, revision=0, values=YEAR, at=now)
    yield at_home(improvements.add_improvement, uid=report.uid, values=IMPROVEMENT, at=now)
    yield at_home(
        improvements.withdraw_improvement,
        uid=report.uid,
        improvement_uid=lambda: report.improvements.get().uid,
        at=now,
    )
    at_home(improvements.add_improvement, uid=report.uid, values=IMPROVEMENT, at=now)()
    uid = report.improvements.get(withdrawn_at=None).uid
    yield at_home(improvements.submit_improvement, uid=uid, at=now)
    improvements.ask_for_work(actor=DTIC, uid=uid, missing="Faltam testes.", at=now)
    yield at_home(
        improvements.answer_review, uid=uid, values=IMPROVEMENT, answer="Incluídos.", at=now
    )
    yield at_home(improvements.send_report, uid=report.uid, at=now)
    other = exchange.accepted(SECOND)
    yield at_home(improvements.adopt_improvement, uid=other.uid, at=now)
    yield at_home(improvements.undo_adoption, uid=other.uid, at=now)


def production(_: NameServer) -> Road:
    """A copy of its own, in use."""
    found = delivered(accepted(contacted(published(signed_agreement_of(FIRST))))).agreement
    today, now = timezone.localdate(), timezone.now()
    yield at_home(publication.declare_production, uid=found.uid, start_date=today, at=now, **COPY)


def more_time(_: NameServer) -> Road:
    """An amendment asked for, and taken back."""
    found, now = in_force(200, place=FIRST), timezone.now()
    yield at_home(continuity.ask_extension, uid=found.uid, wanted=a_month(), at=now)
    yield at_home(continuity.withdraw_extension, uid=found.uid, at=now)


def other_askings(_: NameServer) -> Road:
    """Later stages, a note, and the end, each asked for and taken back."""
    found, now = in_force(400, place=FIRST), timezone.now()
    stage = dated_stage(found)
    delay = Delay(stages=[stage.uid], days=10, justification="Troca de equipe.")
    yield at_home(continuity.ask_plan_change, uid=found.uid, wanted=delay, at=now)
    at_home(continuity.withdraw_extension, uid=found.uid, at=now)()
    note = Correction(kind="misprint", text="Onde se lê A, leia-se B.", justification="Erro.")
    yield at_home(continuity.ask_note, uid=found.uid, wanted=note, at=now)
    at_home(continuity.withdraw_extension, uid=found.uid, at=now)()
    leaving = Leaving(
        last_date=timezone.localdate() + timedelta(days=90), justification="Outro sistema."
    )
    yield at_home(continuity.ask_withdrawal, Profile.HEAD, uid=found.uid, wanted=leaving, at=now)


def stages(_: NameServer) -> Road:
    """A stage of the work plan, done."""
    found = published(signed_agreement_of(FIRST)).agreement
    stage = stage_of_partner(found)
    wanted = {"stage_uid": stage.uid, "proof": proof(), "at": timezone.now()}
    yield at_home(texts.report_stage, uid=found.uid, **wanted)


def own_data(_: NameServer) -> Road:
    """The organisation's own data."""
    wanted, now = {"acronym": "PMVP"}, timezone.now()
    yield at_home(registry.propose_change, wanted=wanted, reason="", at=now)


def delivery(_: NameServer) -> Road:
    """The answers to links, on the portal."""
    found = contacted(published(signed_agreement_of(FIRST)))
    yield lambda: accepted(found)
    token = token_sent(delivered(found))
    yield lambda: publication.fetch_package(
        actor=requester("Téo Técnico"), token=token, at=timezone.now()
    )
    yield lambda: publication.confirm_receipt(
        actor=requester("Téo Técnico"), token=token, sha256=SHA, at=timezone.now()
    )


def hosts(server: NameServer) -> Road:
    """A host of its own, asked for, proven, made primary and given back; then another."""
    now = timezone.now()
    yield at_home(addresses.ask_host, host=HOST, at=now)
    domain = Domain.objects.get(domain=HOST)
    server.records[domain.record_name] = [domain.record_text]
    yield at_home(addresses.check_host, uid=domain.uid, at=now)
    yield at_home(addresses.make_primary, uid=domain.uid, came_by=HOST, at=now)
    yield at_home(addresses.withdraw_host, uid=domain.uid, at=now)
    at_home(addresses.ask_host, host=f"outro.{HOST}", at=now)()
    other = Domain.objects.get(domain=f"outro.{HOST}")
    yield at_home(addresses.note_check, uid=other.uid, fault="", at=now)


def place_of_training(_: NameServer) -> Road:
    """Begun anew by its own people."""
    Organisation.objects.filter(tenant__schema_name=FIRST.schema).update(is_training=True)
    Tenant.objects.filter(schema_name=FIRST.schema).update(seeded_at=timezone.now())
    yield at_home(training.reset, schema=FIRST.schema, reason="Aula nova", at=timezone.now())


def attendance(_: NameServer) -> Road:
    """Somebody of CGE-MG is let write, and sent out."""
    renata = actor_of(person(PUBLIC, Profile.NETWORK_ADMIN))
    now, uid = timezone.now(), Organisation.objects.get(tenant__schema_name=FIRST.schema).uid
    why = {"category": "fault", "reason": "A importação falha.", "ticket": "CH-1", "minutes": 30}
    found = support.open_session(actor=renata, organisation_uid=uid, at=now, **why)
    yield at_home(support.raise_session, uid=found.uid, reason="Corrigir.", at=now)
    yield at_home(support.end_by_organisation, uid=found.uid, at=now)


def documents(_: NameServer) -> Road:
    """One that another takes the place of, and one whose validity is taken away."""
    with inside(FIRST.schema):
        ana = actor_of(person(FIRST.schema, Profile.ORGANISATION_ADMIN))
        organ = Organ.objects.create(name="Prefeitura")
        old = issued(ana, organ)
        new = issued(ana, organ, at=AT.replace(hour=3), title="Plano corrigido")
    why = {"reason": "Valores errados.", "at": timezone.now()}
    yield at_home(verification.replace_document, uid=old.uid, by_uid=new.uid, **why)
    yield at_home(verification.revoke_document, uid=new.uid, **why)


IMPROVEMENTS, DELIVERIES = "agreements.improvements.services", "agreements.publication.services"
VERIFICATION = "tenants.verification.services"
ADDRESSES, SUPPORT = "tenants.addresses.services", "tenants.support.services"
DRAFTS = {
    f"{IMPROVEMENTS}.reports.save_report",
    f"{IMPROVEMENTS}.improvements.add_improvement",
    f"{IMPROVEMENTS}.improvements.withdraw_improvement",
}
ROADS: dict[Callable[[NameServer], Road], tuple[str, ...]] = {
    reports: (
        f"{IMPROVEMENTS}.reports.save_report",
        f"{IMPROVEMENTS}.improvements.add_improvement",
        f"{IMPROVEMENTS}.improvements.withdraw_improvement",
        f"{IMPROVEMENTS}.improvements.submit_improvement",
        f"{IMPROVEMENTS}.improvements.answer_review",
        f"{IMPROVEMENTS}.reports.send_report",
        f"{IMPROVEMENTS}.adoptions.adopt_improvement",
        f"{IMPROVEMENTS}.adoptions.undo_adoption",
    ),
    delivery: (
        f"{DELIVERIES}.deliveries.accept_terms",
        f"{DELIVERIES}.releases.fetch_package",
        f"{DELIVERIES}.deliveries.confirm_receipt",
    ),
    more_time: (
        "agreements.continuity.services.askings.ask_extension",
        "agreements.continuity.services.askings.withdraw_extension",
    ),
    other_askings: (
        "agreements.continuity.services.other_askings.ask_plan_change",
        "agreements.continuity.services.other_askings.ask_note",
        "agreements.continuity.services.other_askings.ask_withdrawal",
    ),
    stages: ("agreements.work_plans.services.evidences.report_stage",),
    own_data: ("agreements.registry.services.own_data.propose_change",),
    production: (f"{DELIVERIES}.productions.declare_production",),
    hosts: (
        f"{ADDRESSES}.ask_host",
        f"{ADDRESSES}.check_host",
        f"{ADDRESSES}.make_primary",
        f"{ADDRESSES}.withdraw_host",
        f"{ADDRESSES}.note_check",
    ),
    place_of_training: ("tenants.training.reset",),
    documents: (f"{VERIFICATION}.replace_document", f"{VERIFICATION}.revoke_document"),
    attendance: (f"{SUPPORT}.raise_session", f"{SUPPORT}.end_by_organisation"),
}


def test_every_verb_of_a_partner_on_a_shared_row_is_on_a_road() -> None:
    named = [verb for verbs in ROADS.values() for verb in verbs]
    assert partners.verbs() == {*named, *NOT_YET_A_PARTNER}


def told_since(schema: str, known: set[UUID]) -> list[Entry]:
    with inside(schema):
        return list(Entry.verbs.exclude(uid__in=known).order_by("pk"))


def known() -> dict[str, set[UUID]]:
    found = {}
    for schema in (PUBLIC, FIRST.schema, SECOND.schema):
        with inside(schema):
            found[schema] = set(Entry.objects.values_list("uid", flat=True))
    return found


@pytest.mark.parametrize("road", ROADS, ids=lambda each: each.__name__)
def test_both_journals_tell_of_it_once_and_both_chains_hold(
    road: Callable[[NameServer], Road], name_server: NameServer
) -> None:
    ahead = iter(ROADS[road])
    for deed in road(name_server):
        settle()
        before = known()
        deed()
        settle()
        look(next(ahead), before)
    assert list(ahead) == []


def look(verb: str, before: dict[str, set[UUID]]) -> None:
    """What both journals tell since."""
    centre, own = (told_since(each, before[each]) for each in (PUBLIC, FIRST.schema))
    assert len(own) == 1, verb
    assert [alike(each) for each in centre] == [alike(each) for each in own], verb
    if verb in DRAFTS:
        assert {word for pair in centre[0].changes.values() for word in pair} == {"rascunho"}
    else:
        assert centre[0].changes == own[0].changes
    assert own[0].actor_profile in partners.PARTNERS
    assert told_since(SECOND.schema, before[SECOND.schema]) == []
    for schema in (PUBLIC, FIRST.schema):
        with inside(schema):
            assert prove().holds, verb
            rows = Entry.objects.filter(kind="change").exclude(uid__in=before[schema])
            assert not rows.filter(verb_uid=None).exists(), verb


def alike(entry: Entry) -> SimpleNamespace:
    """What an entry tells, wherever it stands."""
    names = "verb title at actor_uid actor_name actor_profile channel host subject_type"
    names += " subject_uid subject_label reason"
    return SimpleNamespace(**{name: getattr(entry, name) for name in names.split()})


def test_what_the_centre_does_stays_in_its_own_journal() -> None:
    before = known()
    director = Actor(name="Dirce", profile=Profile.DCI_DIRECTOR)
    lifecycle.suspend(actor=director, schema=FIRST.schema, reason="Férias", at=timezone.now())
    assert len(told_since(PUBLIC, before[PUBLIC])) == 1
    assert told_since(FIRST.schema, before[FIRST.schema]) == []


def test_a_request_is_told_to_nobody_who_did_not_prove_to_be_its_sender() -> None:
    before = known()
    a_request()
    told = {each.verb for each in told_since(PUBLIC, before[PUBLIC])}
    assert "registry.request.received" in told
    assert told_since(FIRST.schema, before[FIRST.schema]) == []


def test_the_partner_without_a_place_of_its_own_is_told_of_at_the_centre_alone() -> None:
    before = known()
    accepted()
    told = told_since(PUBLIC, before[PUBLIC])
    assert "publication.delivery.terms_accepted" in {each.verb for each in told}
    assert told_since(FIRST.schema, before[FIRST.schema]) == []


def test_two_transactions_that_tell_in_both_journals_do_not_wait_for_each_other(
    fresh_database: Database,
) -> None:
    """One writes here first and the other there; before, the server ended one of them."""
    faults: list[Exception] = []
    ready = threading.Barrier(2)

    def work(order: tuple[str, str]) -> None:
        try:
            with as_role(fresh_database, PUBLIC) as link:
                for _ in range(3):
                    with link, link.cursor() as cursor:
                        for schema in order:
                            write_many(cursor, schema)
                        ready.wait(10)
        except Exception as fault:
            faults.append(fault)
            ready.abort()

    orders = ((PUBLIC, FIRST.schema), (FIRST.schema, PUBLIC))
    threads = [threading.Thread(target=work, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def write_many(cursor: Any, schema: str) -> None:
    """So many entries that linking them takes its time."""
    cursor.execute(
        f"SET ROLE sispmpi_{'centre' if schema == PUBLIC else schema};"
        f' SET search_path = "{schema}", public, ext'
    )
    cursor.execute(
        "INSERT INTO audit_entry (uid, kind, at, verb, title, actor_name, actor_profile, channel,"
        " address, host, request_id, subject_type, subject_uid, subject_label, changes, reason,"
        " database_user) SELECT gen_random_uuid(), 'verb', now(), 'Said', 'x', 'Ana', 'head',"
        " 'página', '', '', '', 'x.y', gen_random_uuid(), 'x', '{}', '', ''"
        "   FROM generate_series(1, 150)"
    )
