"""Inside an organisation somebody of CGE-MG reads, is seen, and writes only what is let."""

from typing import Any

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.utils import timezone

from access.models import Organ
from access.rules import Profile
from audit.models import Entry
from foundation.tenancy import PUBLIC, cast_any, inside, visiting
from identity.models import User
from tenants import hosts
from tenants.support import queries
from tenants.support.rules import digest
from tests.conftest import As
from tests.integrity.formulation.test_structure import NO_YEARS
from tests.people import Visitor, person
from tests.seed import FIRST, SECOND
from tests.tenants.support.conftest import Support


def permit(support: Support) -> None:
    """Ana lets this session write."""
    path = f"/atendimentos/{support.session.uid}/permitir/"
    answer = support.ana.post(path, {"reason": "Corrigir a estrutura."})
    assert answer.status_code == 302


def test_the_guest_reads_what_the_administration_reads_under_a_red_banner(
    opened: Support,
) -> None:
    guest = opened.enter()
    for path in ("/", "/planos/", "/estrutura/", "/pessoas/", "/diario/", "/api/planos/"):
        answer = guest.get(path)
        assert answer.status_code == 200, path
        if path.startswith("/api/"):
            continue
        text = answer.content.decode()
        assert f"Sessão de atendimento nº {opened.session.number}" in text, path
        assert 'data-tone="danger"' in text
        assert "Sair</button>" not in text


def test_the_people_of_the_organisation_see_that_somebody_is_inside(
    opened: Support, first_as: As
) -> None:
    notice = f"Atendimento nº {opened.session.number} em andamento"
    otto = first_as(Profile.OBSERVER)
    assert notice in otto.get("/").content.decode()
    opened.ana.post(f"/atendimentos/{opened.session.uid}/encerrar/")
    hosts.forget()  # what a commit does
    assert notice not in otto.get("/").content.decode()


def test_read_only_is_refused_by_the_page_and_by_the_database(opened: Support) -> None:
    guest = opened.enter()
    assert guest.post("/estrutura/orgaos/novo/", {"name": "Órgão"}).status_code == 409
    with inside(FIRST.schema), visiting(FIRST.schema):
        assert Organ.objects.count() >= 0
        for write in (
            lambda: Organ.objects.create(name="Por trás"),
            lambda: User.objects.update(name="Outro"),
            lambda: Entry.objects.create(at=timezone.now(), verb="x", title="x"),
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                write()


SECRETS = (
    "django_session",
    "usersessions_usersession",
    "identity_invitation",
    "identity_provider",
    "access_apikey",
    "notifications_email",
    "notifications_notice",
    "account_emailaddress",
)


@pytest.mark.parametrize("raised", [False, True])
def test_what_opens_accounts_is_hidden_from_guests(opened: Support, raised: bool) -> None:
    if raised:
        permit(opened)
    with inside(FIRST.schema), visiting(FIRST.schema), connection.cursor() as cursor:
        for asked in (
            *(f"SELECT * FROM {name}" for name in SECRETS),
            "SELECT data FROM mfa_authenticator",
            "UPDATE identity_user SET is_active = false",
            "UPDATE access_assignment SET profile = 'head'",
            "DELETE FROM audit_entry",
            f"SELECT * FROM {SECOND.schema}.access_organ",
            "SELECT * FROM public.identity_user",
            "SELECT public.let_visit('m3199901', 'write')",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(asked)


def test_in_public_a_guest_may_what_everybody_may(opened: Support) -> None:
    with (
        inside(FIRST.schema),
        visiting(FIRST.schema),
        inside(PUBLIC),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("sispmpi_portal",)
    assert cast_any(connection).schema_name == PUBLIC


def test_the_role_of_guests_may_nothing_before_and_after(opened: Support) -> None:
    opened.ana.post(f"/atendimentos/{opened.session.uid}/encerrar/")
    with (
        inside(FIRST.schema),
        visiting(FIRST.schema),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
    ):
        Organ.objects.exists()


def test_without_an_open_session_the_database_lets_nobody_in(db: None) -> None:
    for rights in ("read", "write"):
        with (
            pytest.raises(Exception, match="no support session"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT public.let_visit(%s, %s)", [SECOND.schema, rights])


def test_the_organisation_lets_one_session_write_and_the_journal_names_the_guest(
    opened: Support,
) -> None:
    guest = opened.enter()
    permit(opened)
    answer = guest.post("/estrutura/orgaos/novo/", {"name": "Autarquia Nova", **NO_YEARS})
    assert answer.status_code == 302
    with inside(FIRST.schema):
        assert Organ.objects.filter(name="Autarquia Nova").exists()
        done = Entry.verbs.filter(actor_profile=Profile.SUPPORT)
        entry = done.exclude(subject_type="tenants.supportsession").get()
    assert entry.who == (
        f"Renata Rede (sessão de atendimento nº {opened.session.number}) · Pessoa da CGE-MG"
    )
    assert entry.actor_uid == opened.renata.user.uid
    assert "alterações" in opened.ana.get(f"/atendimentos/{opened.session.uid}/").content.decode()


@pytest.mark.parametrize("verb", ["permitir", "encerrar"])
def test_a_guest_never_steers_its_own_session(opened: Support, verb: str) -> None:
    guest = opened.enter()
    permit(opened)
    path = f"/atendimentos/{opened.session.uid}/{verb}/"
    assert guest.post(path, {"reason": "Quero mais."}).status_code == 403
    assert opened.fresh().is_open


def test_even_raised_a_guest_touches_no_account_no_host_and_no_file(opened: Support) -> None:
    maria = person(FIRST.schema, Profile.OBSERVER, "Maria Observadora")
    guest = opened.enter()
    permit(opened)
    sent = {
        f"/pessoas/{maria.user.uid}/desativar/": {"reason": "Teste"},
        "/enderecos/pedir/": {"host": "integridade.vila.mg.gov.br"},
    }
    for path, form in sent.items():
        answer = guest.post(path, form)
        asks_again = answer.headers.get("Location", "").startswith("/conta/confirmar/")
        assert answer.status_code == 409 or asks_again, path
    assert guest.get("/conta/confirmar/").status_code == 403
    invited = {"name": "Intrusa", "email": "intrusa@exemplo.test", "profile": "head"}
    asked = guest.post("/pessoas/convidar/", invited)
    assert asked.headers["Location"].startswith("/conta/confirmar/")
    with inside(FIRST.schema):
        maria.user.refresh_from_db()
        assert maria.user.is_active
        assert not User.objects.filter(email="intrusa@exemplo.test").exists()


def test_every_request_stands_in_both_journals_and_both_end_with_the_same_digest(
    opened: Support,
) -> None:
    guest = opened.enter()
    asked = [
        ("GET", "/planos/", 200),
        ("GET", "/nao-ha/", 404),
        ("POST", "/estrutura/orgaos/novo/", 409),
        ("GET", "/convite/[segredo]/", 403),
        ("GET", "/conta/seguranca/", 403),
    ]
    for method, path, status in asked:
        told = path.replace("[segredo]", "abc-token-que-abre")
        assert guest.generic(method, f"{told}?busca=maria").status_code == status
    assert guest.post("/atendimento/sair/").status_code == 200
    ends = {}
    for place in (PUBLIC, FIRST.schema):
        with inside(place):
            made = queries.requests_here(opened.session)
            assert [(each.method, each.path, each.status) for each in made] == [
                *asked,
                ("POST", "/atendimento/sair/", 200),
            ]
            assert [each.number for each in made] == list(range(1, len(made) + 1))
            end = Entry.verbs.get(verb="tenants.support.ended")
            assert end.changes["SHA-256 das páginas"][1] == digest(made)
            ends[place] = end.changes
            whole = "".join(map(str, Entry.objects.values_list("changes", flat=True)))
            assert "abc-token" not in whole
            assert "maria" not in whole
    assert ends[PUBLIC] == ends[FIRST.schema]
    assert opened.fresh().requests == len(asked) + 1


def test_what_could_not_be_journalled_is_not_shown(opened: Support) -> None:
    guest = opened.enter()
    guest.raise_request_exception = False

    def full(execute: Any, statement: Any, *more: Any) -> Any:
        if 'INTO "audit_entry"' in str(statement):
            raise OperationalError("no space left on device")
        return execute(statement, *more)

    with connection.execute_wrapper(full):
        answer = guest.get("/planos/")
    assert answer.status_code == 500
    assert "Planos de integridade" not in answer.content.decode()
    assert opened.fresh().requests == 0


def test_the_journal_is_not_flooded_but_tells_it_to_who_asks(opened: Support) -> None:
    guest = opened.enter()
    guest.get("/planos/")
    title = "Página pedida no atendimento"
    assert title not in opened.ana.get("/diario/").content.decode()
    assert title in opened.ana.get("/diario/?paginas=on").content.decode()
    page = opened.ana.get(f"/atendimentos/{opened.session.uid}/").content.decode()
    assert "/planos/" in page
    centre = opened.renata.get(f"/atendimentos/{opened.session.uid}/").content.decode()
    assert "/planos/" in centre


def test_only_the_browser_that_brought_the_pass_is_inside(opened: Support) -> None:
    guest = opened.enter()
    other = Visitor(FIRST.host)
    with inside(FIRST.schema):
        session = other.session
        session["support"] = [str(opened.session.uid), "adivinhado"]
        session.save()
    other.cookies["sessao"] = session.session_key
    assert other.get("/planos/").status_code == 403
    assert guest.get("/planos/").status_code == 200
    moved = Visitor(SECOND.host)
    moved.cookies = guest.cookies
    assert moved.get("/planos/").status_code == 302
