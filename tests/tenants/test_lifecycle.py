"""The life of an organisation: what each state lets through, who may change it, how it ends."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.models import Unit
from access.rules import Profile
from audit.models import Entry
from foundation.refusals import Denied, Invalid, NotAllowed
from foundation.tenancy import PUBLIC, inside
from identity.models import User
from tenants import hosts, lifecycle
from tenants.models import Departure, Domain, Organisation, Tenant
from tenants.provisioning.steering import OPEN_IN_READ_ONLY
from tenants.rules import TENANT_FLOW, TenantState
from tests.conftest import As
from tests.factories import integrity
from tests.factories.publication import open_report
from tests.people import Visitor, centre_actor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
WHY = "Fim do acordo de cooperação."


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    hosts.forget()


def do(verb: str, **more: object) -> object:
    """A verb by the director of DCI, on the first organisation."""
    hosts.forget()
    asked = {
        "actor": centre_actor(Profile.DCI_DIRECTOR),
        "schema": FIRST.schema,
        "reason": WHY,
        "at": timezone.now(),
        **more,
    }
    found = getattr(lifecycle, verb)(**asked)
    hosts.forget()
    return found


def life() -> str:
    return str(Tenant.objects.get(schema_name=FIRST.schema).life)


def is_refused(statement: str) -> bool:
    """Whether the database refuses a statement to the role of the first organisation."""
    try:
        with transaction.atomic(), inside(FIRST.schema), connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        if "permission denied" in str(error):
            return True
        raise
    return False


def tables() -> list[str]:
    with inside(FIRST.schema):
        return connection.introspection.table_names()


def test_a_read_only_organisation_writes_no_table_by_direct_sql(db: None) -> None:
    do("freeze")
    for table in tables():
        with inside(FIRST.schema), connection.cursor() as cursor:
            cursor.execute(
                "SELECT array_remove(ARRAY["
                "CASE WHEN has_table_privilege(%(t)s, 'INSERT') THEN 'INSERT' END,"
                "CASE WHEN has_table_privilege(%(t)s, 'UPDATE') THEN 'UPDATE' END,"
                "CASE WHEN has_table_privilege(%(t)s, 'DELETE') THEN 'DELETE' END], NULL)",
                {"t": table},
            )
            privileges = ", ".join(cursor.fetchone()[0])
            cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        open_to = OPEN_IN_READ_ONLY.get(table, "")
        assert privileges == ("" if "(" in open_to else open_to), table
    assert is_refused("DELETE FROM access_unit")
    assert is_refused("UPDATE identity_user SET name = 'x'")
    assert is_refused("INSERT INTO access_organ (uid, name) VALUES (gen_random_uuid(), 'x')")
    assert not is_refused("UPDATE identity_user SET last_login = now()")


def test_shared_rows_are_not_written_either(db: None) -> None:
    report = open_report()
    update = (
        "UPDATE public.improvements_annualreport SET people_using = 7, revision = revision + 1"
        " WHERE side = 'partner'"
    )

    def written() -> tuple[int, int | None]:
        report.refresh_from_db()
        return report.revision, report.people_using

    before = written()
    assert before[1] != 7
    do("freeze")
    assert is_refused(update)
    assert is_refused("UPDATE public.improvements_annualreport SET id = id")
    assert is_refused("DELETE FROM public.improvements_annualreport")
    assert not is_refused("SELECT 1 FROM public.improvements_annualreport")
    assert written() == before
    with inside(FIRST.schema), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM public.tenants_organisation")
        assert cursor.fetchall() == [(FIRST.name,)]
    do("reopen")
    assert not is_refused(update)
    assert written() == (before[0] + 1, 7)


def test_a_table_of_a_later_migration_is_read_only_too(db: None) -> None:
    do("freeze")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unnest(defaclacl)::text FROM pg_default_acl d"
            " JOIN pg_namespace n ON n.oid = d.defaclnamespace"
            " WHERE n.nspname = %s AND defaclobjtype = 'r'",
            [FIRST.schema],
        )
        granted = [row[0] for row in cursor.fetchall()]
    own = f"{settings.INSTALLATION_ID}_{FIRST.schema}="
    assert [each.split("=")[1].split("/")[0] for each in granted if each.startswith(own)] == ["r"]


def test_pages_are_read_and_a_change_answers_with_a_clear_page(first_as: As) -> None:
    fatima = first_as(Profile.FORMULATION)
    with inside(FIRST.schema):
        plan = integrity.plan()
    do("freeze")
    page = f"/planos/{plan.uid}/"
    assert fatima.get(page).status_code == 200
    answer = fatima.post(f"{page}eixos/novo/", {"title": "Eixo", "description": ""})
    assert answer.status_code == 409
    assert "somente leitura" in answer.content.decode()
    with inside(FIRST.schema):
        assert plan.axes.count() == 0


def test_people_still_sign_in_and_out_of_a_read_only_organisation(nobody_at_first: Visitor) -> None:
    with inside(FIRST.schema):
        user = User.objects.create_user("lia@exemplo.test", "uma senha boa 42", name="Lia Leitora")
    do("freeze")
    sent = {"login": user.email, "password": "uma senha boa 42"}
    answer = nobody_at_first.post("/conta/entrar/", sent)
    assert answer.status_code == 302
    with inside(FIRST.schema):
        assert Session.objects.exists()
        user.refresh_from_db()
    assert user.last_login is not None
    assert nobody_at_first.post("/conta/sair/").status_code == 302


def test_who_never_said_a_registration_number_reads_where_nothing_can_be_written(
    first_as: As,
) -> None:
    olga = first_as(Profile.OBSERVER)
    with inside(FIRST.schema):
        User.objects.filter(pk=olga.user.pk).update(registration_number="")
    do("freeze")
    assert olga.get("/planos/").status_code == 200


def test_a_second_factor_is_registered_where_nothing_else_can_be_written(first_as: As) -> None:
    ana = first_as(Profile.HEAD)
    do("freeze")
    secret = ana.get("/conta/seguranca/aplicativo/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    answer = ana.post("/conta/seguranca/aplicativo/", {"code": code})
    assert answer["Location"] == "/conta/seguranca/codigos/"
    with inside(FIRST.schema):
        assert Authenticator.objects.filter(user=ana.user).count() == 2


def test_writing_comes_back_whole(first_as: As) -> None:
    do("freeze")
    do("reopen")
    assert life() == "active"
    with inside(FIRST.schema):
        Unit.objects.create(organ=integrity.main_organ(), name="Unidade nova")
        for table in tables():
            with connection.cursor() as cursor:
                cursor.execute("SELECT has_table_privilege(%s, 'DELETE')", [table])
                assert cursor.fetchone()[0] != (table == "audit_entry"), table


def test_the_neighbour_of_a_read_only_organisation_goes_on_writing(db: None) -> None:
    do("freeze")
    with inside(SECOND.schema):
        Unit.objects.create(organ=integrity.main_organ(), name="Unidade da vizinha")
        assert Unit.objects.filter(name="Unidade da vizinha").exists()


def test_a_suspension_ends_every_session_at_once(first_as: As, second_as: As) -> None:
    ana, neighbour = first_as(Profile.HEAD), second_as(Profile.HEAD)
    assert ana.get("/avisos/").status_code == 200
    do("suspend")
    with inside(FIRST.schema):
        assert not Session.objects.exists()
    do("resume")
    assert ana.get("/avisos/").status_code == 302
    assert neighbour.get("/avisos/").status_code == 200


def test_the_host_of_a_closed_organisation_says_so(first_as: As) -> None:
    ana = first_as(Profile.HEAD)
    do("freeze")
    do("close")
    answer = ana.get("/avisos/")
    assert answer.status_code == 410
    assert "encerrada" in answer.content.decode()
    do("recover")
    assert ana.get("/conta/entrar/").status_code == 200
    assert life() == "read_only"


def test_the_old_host_leads_to_the_new_one_for_every_method(first_as: As) -> None:
    ana = first_as(Profile.HEAD)
    do("rename_host", slug="vila-nova")
    answer = ana.get("/avisos/?pagina=2")
    assert (answer.status_code, answer["Location"]) == (
        301,
        "http://vila-nova.localhost:8000/avisos/?pagina=2",
    )
    assert ana.post("/avisos/").status_code == 308
    assert Visitor("vila-nova.localhost").get("/conta/entrar/").status_code == 200
    do("rename_host", slug="vila-novissima")
    assert "vila-novissima" in Visitor("vila-nova.localhost").get("/")["Location"]
    do("rename_host", slug=FIRST.slug)
    assert Visitor(FIRST.host).get("/conta/entrar/").status_code == 200
    entry = Entry.verbs.filter(verb="tenants.tenant.host_renamed").latest("pk")
    assert entry.changes["endereço"] == ["vila-novissima.localhost", FIRST.host]


@pytest.mark.parametrize("slug", [SECOND.slug, "admin", "Com Espaço", "-x", "a.b"])
def test_a_host_that_is_taken_or_cannot_be_is_refused(db: None, slug: str) -> None:
    with pytest.raises(Invalid):
        do("rename_host", slug=slug)
    assert Domain.objects.get(tenant__schema_name=FIRST.schema).domain == FIRST.host


@pytest.mark.parametrize(
    "verb", ["suspend", "resume", "freeze", "reopen", "close", "recover", "request_departure"]
)
def test_other_profiles_change_no_life(db: None, verb: str) -> None:
    with pytest.raises(Denied):
        do(verb, actor=centre_actor(Profile.AUDITOR))


@pytest.mark.parametrize("verb", ["resume", "reopen", "close", "recover", "request_departure"])
def test_what_does_not_follow_is_refused(db: None, verb: str) -> None:
    with pytest.raises(NotAllowed):
        do(verb)
    assert life() == "active"


def archived(waited: int = 30) -> Departure:
    """A departure that the worker has carried out so far, without its archive."""
    tenant = Tenant.objects.get(schema_name=FIRST.schema)
    who = centre_actor(Profile.NETWORK_ADMIN)
    for verb in ("freeze", "close"):
        do(verb)
    departure = lifecycle.request_departure(
        actor=who, schema=FIRST.schema, reason=WHY, at=timezone.now()
    )
    departure.set_aside_at = timezone.now() - timedelta(days=waited)
    departure.trash_schema = f"zz_trash_20261123_{FIRST.schema}"
    departure.save()
    Tenant.objects.filter(pk=tenant.pk).update(life=TenantState.ARCHIVED)
    return departure


def test_asked_twice_it_is_the_same_departure(db: None) -> None:
    do("freeze")
    do("close")
    assert do("request_departure") == do("request_departure")
    assert Departure.objects.count() == 1


def test_whoever_asked_does_not_confirm(db: None) -> None:
    departure = archived()
    renata = centre_actor(Profile.NETWORK_ADMIN)
    Departure.objects.filter(pk=departure.pk).update(requested_by_uid=renata.user_uid)
    with pytest.raises(Denied, match="Quem pediu"):
        do("confirm_drop", actor=renata)
    do("confirm_drop")
    departure.refresh_from_db()
    assert departure.confirmed_by_name == "Dirce Diretora"


def test_the_database_refuses_one_person_in_both_parts(db: None) -> None:
    departure = archived()
    departure.confirmed_by_uid = departure.requested_by_uid
    with pytest.raises(Exception, match="departure_by_two_people"), transaction.atomic():
        departure.save()


def test_the_waiting_period_is_waited_for(db: None) -> None:
    archived(waited=settings.DROP_WAITING_DAYS - 1)
    with pytest.raises(NotAllowed, match="a partir de"):
        do("confirm_drop")


def test_a_confirmed_end_is_not_undone(db: None) -> None:
    archived()
    do("confirm_drop")
    with pytest.raises(NotAllowed, match="já foi confirmada"):
        do("recover")


def test_the_database_refuses_a_turn_that_is_not_in_the_flow(db: None) -> None:
    allowed = set(TENANT_FLOW.pairs())
    assert ("active", "dropped") not in allowed
    with pytest.raises(Exception, match="Invalid transition"), transaction.atomic():
        Tenant.objects.filter(schema_name=FIRST.schema).update(life=TenantState.DROPPED)


def test_an_organisation_cannot_call_the_functions_of_the_owner(db: None) -> None:
    assert is_refused(f"SELECT public.let_write('{FIRST.schema}', true)")
    assert is_refused(f"SELECT public.set_aside('{SECOND.schema}', 'zz_trash_20260101_x', false)")


def test_the_pages_offer_each_verb_in_its_turn(centre_as: As) -> None:
    renata = centre_as(Profile.NETWORK_ADMIN)
    organisation = Organisation.objects.get(ibge_code=FIRST.ibge_code)
    page = f"/organizacoes/{organisation.uid}/"
    road = [
        ("somente-leitura", "read_only"),
        ("devolver-escrita", "active"),
        ("somente-leitura", "read_only"),
        ("encerrar", "closed"),
        ("recuperar", "read_only"),
    ]
    for address, after in road:
        hosts.forget()
        assert f'action="{page}{address}/"' in renata.get(page).content.decode()
        assert renata.post(f"{page}{address}/", {"reason": ""}).status_code == 422
        assert renata.post(f"{page}{address}/", {"reason": WHY}).status_code == 302
        assert life() == after
    answer = renata.post(f"{page}endereco/", {"reason": WHY, "slug": SECOND.slug})
    assert answer.status_code == 422
    assert "já pertence" in answer.content.decode()
    assert renata.post(f"{page}endereco/", {"reason": WHY, "slug": "vila-nova"}).status_code == 302
    assert "vila-nova.localhost" in renata.get(page).content.decode()


def test_the_end_is_confirmed_by_typing_the_schema(centre_as: As) -> None:
    archived()
    organisation = Organisation.objects.get(ibge_code=FIRST.ibge_code)
    dirce = centre_as(Profile.DCI_DIRECTOR)
    page = f"/organizacoes/{organisation.uid}/"
    wrong = dirce.post(f"{page}eliminar/", {"reason": WHY, "typed_schema": SECOND.schema})
    assert wrong.status_code == 422
    with inside(PUBLIC):
        assert Departure.objects.get().confirmed_at is None
    right = dirce.post(f"{page}eliminar/", {"reason": WHY, "typed_schema": FIRST.schema})
    assert right.status_code == 302
    assert Departure.objects.get().confirmed_by_name == "Dirce Diretora"
