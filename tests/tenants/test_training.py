"""A place of training: born without an agreement, apart from everything, begun anew at a button."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from access.models import Assignment, Unit
from access.rules import Actor, Profile
from audit.models import Entry
from events.models import Outbox
from foundation.refusals import Denied, Invalid, NotAllowed, NotFound
from foundation.tenancy import inside
from identity.models import User
from identity.services import invite
from integrity.formulation.models import Action, Plan
from notifications.models import Email, EmailState
from notifications.services import write_email
from notifications.tasks import MOST_ATTEMPTS, send_email
from tenants import hosts, queries, services, training
from tenants.events import TrainingResetRequested
from tenants.facts import queries as facts
from tenants.handlers import prepare as on_request
from tenants.models import Tenant
from tenants.provisioning.owner import owner_transaction
from tenants.provisioning.renewal import renew
from tests.conftest import As
from tests.database import Database
from tests.people import Visitor, centre_actor, person
from tests.seed import FIRST, SECOND
from tests.tenants.own import files_of, own_code, traces

ADMIN = "ana@escola.example"


@pytest.fixture
def place(own: Database) -> Iterator[str]:
    """A place of training that is open and has its data; its role is nobody else's."""
    schema = born(centre_actor(Profile.NETWORK_ADMIN))
    at = timezone.now()
    assert training.prepare(schema, asked_at=at, at=at)
    yield schema
    own.rows(f'DROP SCHEMA "{schema}" CASCADE')
    own.rows(f'DROP OWNED BY "{settings.INSTALLATION_ID}_{schema}"')
    own.rows(f'DROP ROLE "{settings.INSTALLATION_ID}_{schema}"')


def born(actor: Actor) -> str:
    """The services that do it in production, up to the open host."""
    birth = training.open_training(
        actor=actor,
        name=f"Treinamento {own_code()}",
        administrator_name="Ana Escola",
        administrator_email=ADMIN,
        at=timezone.now(),
    )
    while services.next_step(birth.pk, at=timezone.now()):
        pass
    return services.schema_of(birth)


def again(schema: str, at: datetime) -> bool:
    return training.prepare(schema, asked_at=at, at=at)


@pytest.mark.slow
def test_it_has_a_plan_and_people_and_begins_anew_with_the_accounts_of_its_people(
    place: str, own: Database, tmp_path: Path
) -> None:
    with inside(place):
        assert Plan.objects.count() == 2 and Action.objects.count() == 36
        ana = User.objects.get(email=ADMIN)
        ana.set_password("uma senha que fica")
        ana.save()
        invite(name="Beto Escola", email="beto@escola.example", at=timezone.now())
        units = Unit.objects.count()
        Unit.objects.create(organ=Unit.objects.all()[0].organ, name="Unidade inventada na aula")
        Action.objects.update(title="rasurada")
    files = files_of(tmp_path, place)
    assert files
    later = timezone.now() + timedelta(minutes=5)
    assert again(place, later)
    assert not again(place, later)  # asked once, done once
    with inside(place):
        assert Unit.objects.count() == units
        assert Action.objects.filter(title="rasurada").count() == 0
        assert Action.objects.count() == 36
        ana = User.objects.get(email=ADMIN)
        assert ana.check_password("uma senha que fica")
        held = Assignment.objects.get(user=ana)
        assert held.profile == Profile.ORGANISATION_ADMIN
        assert User.objects.filter(email="beto@escola.example").exists()
        assert Entry.objects.filter(verb="tenants.training.seeded").count() == 1
    assert len(files_of(tmp_path, place)) == len(files)
    assert not set(files_of(tmp_path, place)) & set(files)
    assert Tenant.objects.get(schema_name=place).seeded_at == later
    assert traces(own, "zz_old") == []


@pytest.mark.slow
def test_its_mail_reaches_its_own_people_and_nobody_invented(place: str) -> None:
    for to, state in (
        (ADMIN, EmailState.SENT),
        ("comissao.abaete@demonstracao.test", EmailState.FAILED),
        ("alguem@fora.example", EmailState.FAILED),
    ):
        with inside(place):
            email = write_email(key=f"prova:{to}", to=to, subject="Prova", body="Prova")
        send_email(schema=place, email_id=email.pk)
        with inside(place):
            found = Email.objects.get(pk=email.pk)
            assert found.state == state, to
            assert (found.attempts == MOST_ATTEMPTS) is (state == EmailState.FAILED)
    with inside(FIRST.schema):
        assert training.may_leave("alguem@fora.example")


@pytest.mark.slow
def test_it_is_counted_and_kept_nowhere(place: str) -> None:
    before = Tenant.objects.filter(life="active").count()
    assert queries.served_organisations() == before - 1
    assert place not in queries.schemas_to_back_up()
    assert FIRST.schema in queries.schemas_to_back_up()
    network = facts.network(
        centre_actor(Profile.AUDITOR), facts.Wanted(), now=timezone.now()
    ).values_list("schema_name", flat=True)
    assert FIRST.schema in network and place not in network
    assert not facts.to_recount().filter(schema_name=place).exists()


@pytest.mark.django_db
def test_only_the_network_opens_one_and_only_under_a_free_name() -> None:
    given = {
        "name": FIRST.name,
        "administrator_name": "Ana",
        "administrator_email": ADMIN,
        "at": timezone.now(),
    }
    with pytest.raises(Denied):
        training.open_training(actor=centre_actor(Profile.DTIC), **given)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        training.open_training(
            actor=centre_actor(Profile.NETWORK_ADMIN),
            **given,  # type: ignore[arg-type]
        )


@pytest.mark.django_db
def test_an_organisation_that_is_not_of_training_is_never_emptied() -> None:
    renata = centre_actor(Profile.NETWORK_ADMIN)
    with pytest.raises(NotFound):
        training.reset(actor=renata, schema=FIRST.schema, reason="Engano", at=timezone.now())
    with pytest.raises(NotFound):
        again(FIRST.schema, timezone.now())
    with pytest.raises(ValueError, match="not a place of training"), owner_transaction() as cursor:
        renew(cursor, FIRST.schema)


@pytest.fixture
def first_is_training(db: None) -> Iterator[Tenant]:
    """The first organisation taken for one of training, for pages and questions alone."""
    tenant = Tenant.objects.select_related("organisation").get(schema_name=FIRST.schema)
    tenant.organisation.is_training = True
    tenant.organisation.save()
    tenant.seeded_at = timezone.now()
    tenant.save()
    hosts.forget()
    yield tenant
    hosts.forget()


def test_its_administration_asks_for_a_new_beginning_and_its_journal_tells(
    first_is_training: Tenant, first_as: As
) -> None:
    ana = first_as(Profile.ORGANISATION_ADMIN)
    page = ana.get("/treinamento/").content.decode()
    assert "Sim, reiniciar" in page
    assert ana.post("/treinamento/reiniciar/").status_code == 422
    answer = ana.post("/treinamento/reiniciar/", {"reason": "Nova turma"}, follow=True)
    assert "Reinício pedido" in answer.content.decode()
    with inside(FIRST.schema):
        entry = Entry.objects.get(verb="tenants.training.reset_requested")
        assert (entry.reason, entry.actor_name) == ("Nova turma", ana.user.name)
        assert Outbox.objects.filter(name="tenants.training.reset_requested").count() == 1


def test_others_of_the_place_read_and_may_not_reset(
    first_is_training: Tenant, first_as: As
) -> None:
    eva = first_as(Profile.EXECUTOR)
    assert "Sim, reiniciar" not in eva.get("/treinamento/").content.decode()
    answer = eva.post("/treinamento/reiniciar/", {"reason": "Eu quero"})
    assert answer.status_code == 403


def test_the_centre_resets_it_from_its_page(first_is_training: Tenant, centre_as: As) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    path = f"/organizacoes/{first_is_training.organisation.uid}/"
    assert "Reiniciar o ambiente de treinamento" in renata.get(path).content.decode()
    answer = renata.post(f"{path}reiniciar-treinamento/", {"reason": "Nova turma"})
    assert answer.status_code == 302
    entry = Entry.objects.get(verb="tenants.training.reset_requested")
    assert entry.subject_uid == first_is_training.organisation.uid


def test_nothing_is_reset_before_the_first_data_stand(first_is_training: Tenant) -> None:
    Tenant.objects.update(seeded_at=None)
    with pytest.raises(NotAllowed, match="ainda estão sendo preparados"):
        training.reset(
            actor=centre_actor(Profile.NETWORK_ADMIN),
            schema=FIRST.schema,
            reason="Cedo",
            at=timezone.now(),
        )


def test_a_neighbour_asks_in_vain(
    first_is_training: Tenant, django_capture_on_commit_callbacks: object
) -> None:
    capture: object = django_capture_on_commit_callbacks
    neighbour = person(SECOND.schema, Profile.ORGANISATION_ADMIN)
    visitor = Visitor(SECOND.host, neighbour)
    event = TrainingResetRequested.of(
        visitor.actor, first_is_training.organisation, at=timezone.now()
    )
    for schema, sent in ((SECOND.schema, 0), (FIRST.schema, 1)):
        with inside(schema), capture() as callbacks:  # type: ignore[operator]
            on_request(event)
        assert len(callbacks) == sent


def test_a_page_of_the_centre_opens_one(centre_as: As) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    assert "Abrir ambiente de treinamento" in renata.get("/organizacoes/").content.decode()
    form = {
        "name": "Treinamento do Norte",
        "administrator_name": "Ana Escola",
        "administrator_email": ADMIN,
    }
    answer = renata.post("/organizacoes/treinamento/", form, follow=True)
    page = answer.content.decode()
    assert "Treinamento do Norte" in page and "Criar espaço de dados" in page
    entry = Entry.objects.filter(verb="tenants.birth.requested").latest("pk")
    assert entry.actor_name == renata.user.name
    listed = centre_as(Profile.DTIC).get("/organizacoes/").content.decode()
    assert "(treinamento)" in listed and "Abrir ambiente" not in listed
