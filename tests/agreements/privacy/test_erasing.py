"""CGE-MG erases who has no account, keeps what the law makes it keep, and says so."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from access.rules import Profile
from agreements.desk.waiting import waiting
from agreements.privacy import erasing, tasks
from agreements.privacy.held import held_of, staying
from agreements.privacy.models import SubjectRequest
from agreements.privacy.rules import KEPT_FOR, SubjectState
from agreements.registry.models import Agreement, ChangeProposal, Contact, Request
from agreements.registry.rules import ContactRole
from agreements.room.models import GuestSession
from audit.models import Entry, PersonKey
from audit.proof import prove
from foundation.origin import Origin, coming_from
from foundation.tenancy import inside
from notifications.models import Email, EmailState, Notice
from notifications.tasks import send_email
from tenants.erasures import apply
from tenants.models import Erasure
from tests.agreements.privacy.conftest import Ask
from tests.audit.journal import settle
from tests.conftest import As
from tests.factories.agreements import FOCAL, a_request, an_agreement, deliver_events
from tests.factories.publication import in_force, proposed
from tests.factories.rooms import a_guest, in_room
from tests.people import Visitor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
FLORA = FOCAL.email
WHY = "O processo de celebração é guardado pelo prazo da tabela de temporalidade."


@pytest.fixture
def dirce(centre_as: As) -> Visitor:
    return centre_as(Profile.DCI_DIRECTOR)


def left(agreement: Agreement) -> Agreement:
    """An agreement whose focal point is somebody else by now."""
    newer = {"name": "Nair Nova", "email": "nair@municipio.test"}
    Contact.objects.create(organisation=agreement.organisation, role=ContactRole.FOCAL, **newer)
    return agreement


def wished(titular: Visitor, asked: Ask, address: str = FLORA) -> SubjectRequest:
    """Somebody asked by the link that the data go."""
    assert titular.post(f"{asked(address)}eliminar/").status_code == 302
    deliver_events()
    return SubjectRequest.objects.get(address=address, state=SubjectState.ASKED)


def erased(visitor: Visitor, found: SubjectRequest, reason: str = WHY) -> int:
    return visitor.post(f"/titulares/{found.uid}/eliminar/", {"reason": reason}).status_code


def columns_with(text: str) -> dict[str, int]:
    """`table.column` of the public schema, and in how many rows the text stands."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns c"
            " JOIN pg_class r ON r.oid = ('public.' || quote_ident(c.table_name))::regclass"
            " WHERE c.table_schema = 'public' AND r.relkind IN ('r', 'p')"
            " AND c.data_type IN ('text', 'character varying', 'jsonb') ORDER BY 1, 2"
        )
        columns = cursor.fetchall()
        assert len(columns) > 200
        for table, column in columns:
            cursor.execute(
                f'SELECT count(*) FROM public."{table}"'
                f' WHERE strpos(lower("{column}"::text), lower(%s)) > 0',
                [text],
            )
            if rows := cursor.fetchone()[0]:
                found[f"{table}.{column}"] = rows
    return found


def test_a_contact_and_guest_is_erased_and_what_the_law_keeps_is_told(
    titular: Visitor, asked: Ask, dirce: Visitor
) -> None:
    agreement = an_agreement()
    guest = a_guest(agreement, name=FOCAL.name, email=FLORA)
    in_room(guest)
    left(agreement)
    found = wished(titular, asked)
    with inside("public"):
        assert Notice.objects.filter(user=dirce.user, text__contains=found.number).exists()
    assert any(each.uid == found.uid for each in waiting(dirce.actor, timezone.localdate()))
    page = dirce.get(f"/titulares/{found.uid}/").text
    assert "Ponto focal de" in page and "Histórico da sala do acordo" in page
    assert erased(dirce, found, reason="") == 422
    assert Contact.objects.filter(email=FLORA).exists()
    assert erased(dirce, found) == 302
    guest.refresh_from_db()
    assert guest.name.startswith("Pessoa eliminada") and guest.revoked_at is not None
    assert not GuestSession.objects.exclude(address="").exists()
    assert not GuestSession.objects.filter(ended_at=None).exists()
    answer = Email.objects.get(key=f"privacy-answer:{found.uid}")
    assert WHY in answer.body and "Histórico da sala do acordo" in answer.body
    settle()
    assert {each.partition(".")[0] for each in columns_with(FLORA)} == {
        "notifications_email",
        "privacy_subjectrequest",
    }
    told = Entry.verbs.get(verb="privacy.erased")
    assert told.actor_name == dirce.user.name and FOCAL.name not in str(told.changes)
    assert prove().holds


def test_the_answer_arrives_and_then_the_address_is_forgotten(
    titular: Visitor, asked: Ask, dirce: Visitor
) -> None:
    left(an_agreement())
    found = wished(titular, asked)
    assert erased(dirce, found) == 302
    answer = Email.objects.get(key=f"privacy-answer:{found.uid}")
    mail.outbox.clear()
    send_email(schema="public", email_id=answer.pk)
    assert [each.to for each in mail.outbox] == [[FLORA]]
    assert tasks.forget_addresses() == 0
    SubjectRequest.objects.update(decided_at=timezone.now() - KEPT_FOR - timedelta(hours=1))
    assert tasks.forget_addresses() == 1
    assert tasks.forget_addresses() == 0
    assert columns_with(FLORA) == {}
    found.refresh_from_db()
    assert found.forgotten_at is not None
    assert "Esquecido em" in dirce.get(f"/titulares/{found.uid}/").text


def test_who_is_still_needed_is_replaced_first(
    titular: Visitor, asked: Ask, dirce: Visitor, first_as: As
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    agreement = in_force(100, place=FIRST)
    found = wished(titular, asked)
    with inside(FIRST.schema):
        assert Notice.objects.filter(user=ana.user, text__contains="Indique outra pessoa").exists()
        assert Entry.verbs.filter(verb="privacy.erasure_told", subject_uid=found.uid).count() == 1
    deliver_events()
    refused = dirce.post(f"/titulares/{found.uid}/eliminar/", {"reason": WHY})
    assert refused.status_code == 409 and "precisa indicar outra pessoa" in refused.text
    assert Contact.objects.filter(email=FLORA).exists()
    left(agreement)
    assert erased(dirce, found) == 302
    with inside(FIRST.schema):
        told = Entry.verbs.get(verb="privacy.erased", subject_uid=found.uid)
    assert told.actor_name == dirce.user.name
    assert Contact.objects.get(name="Nair Nova").email == "nair@municipio.test"


def test_who_signed_a_published_agreement_stays_there(dirce: Visitor) -> None:
    agreement = left(in_force(100))
    signer = agreement.signatures.filter(side="partner").first()
    assert signer is not None
    Contact.objects.filter(email=FLORA).update(name=signer.signer_name)
    kept = staying(held_of(FLORA))
    assert f"{signer.signer_name}, {signer.signer_post}" in " ".join(kept)
    erasing.erase(held_of(FLORA), at=timezone.now())
    signer.refresh_from_db()
    assert not signer.signer_name.startswith("Pessoa eliminada")


def test_what_was_proposed_of_the_person_says_no_more_who_it_was(dirce: Visitor) -> None:
    proposal = proposed(focal_name="Flora de Volta", focal_email="flora.nova@vila.test")
    held = held_of("flora.nova@vila.test")
    assert not held
    path = f"/dados-propostos/{proposal.uid}/aceitar/"
    assert dirce.post(path, {"confirm": "on"}).status_code == 302
    erasing.erase(held_of("flora.nova@vila.test"), at=timezone.now())
    told = str(ChangeProposal.objects.get(pk=proposal.pk).changes)
    assert "Flora de Volta" not in told and "flora.nova" not in told


def test_a_refusal_needs_its_reason_and_reaches_the_person(
    titular: Visitor, asked: Ask, dirce: Visitor
) -> None:
    a_request()
    found = wished(titular, asked)
    path = f"/titulares/{found.uid}/recusar/"
    assert dirce.post(path, {"reason": " "}).status_code == 422
    assert dirce.post(path, {"reason": "O pedido ainda está em análise."}).status_code == 302
    answer = Email.objects.get(key=f"privacy-answer:{found.uid}")
    assert "ainda está em análise" in answer.body and answer.state == EmailState.QUEUED
    assert Contact.objects.filter(email=FLORA).exists()
    assert erased(dirce, found) == 409
    assert titular.post(f"{asked(FLORA)}eliminar/").status_code == 302


def test_who_lost_the_address_asks_in_writing_and_two_people_answer(
    dirce: Visitor, centre_as: As
) -> None:
    left(an_agreement())
    given = {"address": FLORA, "grounds": "Ofício de 20/11, identidade conferida."}
    wrong = dirce.post("/titulares/registrar/", given | {"address": "ninguem@exemplo.test"})
    assert wrong.status_code == 422 and "Nada está ligado" in wrong.text
    assert dirce.post("/titulares/registrar/", given).status_code == 302
    found = SubjectRequest.objects.get()
    assert erased(dirce, found) == 403
    assert Contact.objects.filter(email=FLORA).exists()
    renata = centre_as(Profile.NETWORK_ADMIN)
    assert erased(renata, found) == 302
    assert not Contact.objects.filter(email=FLORA).exists()


@pytest.mark.parametrize("profile", [Profile.AUDITOR, Profile.DCI_ANALYST])
def test_others_do_not_answer(
    titular: Visitor, asked: Ask, centre_as: As, profile: Profile
) -> None:
    left(an_agreement())
    found = wished(titular, asked)
    visitor = centre_as(profile)
    seen = visitor.get(f"/titulares/{found.uid}/").status_code
    assert seen == (200 if profile == Profile.AUDITOR else 403)
    assert erased(visitor, found) == 403
    assert Contact.objects.filter(email=FLORA).exists()


def test_an_older_copy_brings_nobody_back(titular: Visitor, asked: Ask, dirce: Visitor) -> None:
    agreement = left(an_agreement())
    contact = Contact.objects.get(email=FLORA)
    found = wished(titular, asked)
    assert erased(dirce, found) == 302
    assert Erasure.objects.filter(schema_name="public", person_uid=contact.uid).exists()
    key = PersonKey.objects.get(person_uid=contact.uid)
    assert key.sealed_key == "" and key.destroyed_at is not None
    Contact.objects.filter(pk=contact.pk).update(name=FOCAL.name, email=FLORA)
    now = timezone.now()
    assert apply("public", contact.uid, erased_at=now, at=now) == 1
    assert apply("public", contact.uid, erased_at=now, at=now) == 0
    assert not Contact.objects.filter(email=FLORA).exists()
    again = Entry.verbs.get(verb="privacy.erased_again")
    assert again.subject_uid == contact.uid
    assert Request.objects.get(agreement=agreement).focal_id == contact.pk


def test_the_journal_forgets_who_made_the_request(
    titular: Visitor, asked: Ask, dirce: Visitor
) -> None:
    with coming_from(Origin(channel="página", address="127.0.0.1")):
        agreement = left(an_agreement())
    request: UUID = agreement.request.uid
    verb = "registry.request.received"
    assert Entry.verbs.get(verb=verb, subject_uid=request).actor_name == FOCAL.name
    assert erased(dirce, wished(titular, asked)) == 302
    assert FOCAL.name not in Entry.verbs.get(verb=verb, subject_uid=request).actor_name
