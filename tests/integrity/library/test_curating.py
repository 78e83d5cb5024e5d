"""CGE writes, publishes and retires models; whoever adopts sees only what is published."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Actor, Profile
from audit.models import Entry
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed
from foundation.tenancy import inside
from integrity.formulation.rules.planning import ActionKind, Frequency, Polarity
from integrity.library import queries
from integrity.library.models import Exemplar
from integrity.library.rules.fields import CLASSES, FREQUENCIES, POLARITIES, Kind, digest_of
from integrity.library.rules.flow import ExemplarState
from integrity.library.services.exemplars import Text, publish_models, retire_model, write_model
from tests.conftest import As
from tests.people import Visitor
from tests.seed import FIRST

DIRA = Actor(name="Dira Diretora", profile=Profile.DCI_DIRECTOR)
ALDO = Actor(name="Aldo Analista", profile=Profile.DCI_ANALYST)
CARLA = Actor(name="Carla Controle", profile=Profile.INTERNAL_CONTROL)
NEPOTISM = {"kind": "action", "key": "nepotismo"}


def stored(**which: str) -> Exemplar:
    return Exemplar.objects.filter(**which).latest("version")


def redrafted(of: Exemplar, **changed: object) -> Exemplar:
    """The next version of a model as a draft."""
    return write_model(
        actor=ALDO,
        kind=of.kind,
        text=Text({**of.body, **changed}, of.sources, of.audience),
        model_uid=of.model_uid,
        at=timezone.now(),
    )


def test_every_installation_begins_with_a_library(db: None) -> None:
    found = {kind: Exemplar.objects.filter(kind=kind).count() for kind in Kind.values}
    assert found == {"axis": 8, "action": 40, "risk": 20, "indicator": 15}
    for each in Exemplar.objects.all():
        assert each.sha256 == digest_of(each.kind, each.body), each
        assert each.searched and each.state == ExemplarState.PUBLISHED


def test_the_words_of_the_library_are_those_of_the_plan() -> None:
    assert dict(ActionKind.choices) == CLASSES
    assert dict(Frequency.choices) == FREQUENCIES
    assert dict(Polarity.choices) == POLARITIES


def test_a_new_version_takes_the_place_of_the_one_before_when_it_is_published(db: None) -> None:
    first = stored(**NEPOTISM)
    draft = redrafted(first, product="Declaração em papel ou por via eletrônica")
    assert (draft.version, draft.state) == (2, ExemplarState.DRAFT)
    assert queries.offered(CARLA).get(model_uid=first.model_uid).version == 1
    publish_models(actor=DIRA, model_uids=[first.model_uid], at=timezone.now())
    assert queries.offered(CARLA).get(model_uid=first.model_uid).version == 2
    first.refresh_from_db()
    assert first.state == ExemplarState.SUPERSEDED
    told = Entry.objects.get(verb="library.model_published")
    assert told.changes["Versão"] == ["1", "2"]


def test_what_was_published_is_changed_by_nobody(db: None) -> None:
    first = stored(**NEPOTISM)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Exemplar.objects.filter(pk=first.pk).update(body={})
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        Exemplar.objects.filter(pk=first.pk).delete()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE public.library_exemplar SET title = 'x'",
        "DELETE FROM public.library_exemplar",
        "INSERT INTO public.library_exemplar (kind) VALUES ('axis')",
        "SELECT published_by_name FROM public.library_exemplar",
        "SELECT 1 FROM public.library_libraryimport",
    ],
)
def test_an_organisation_writes_nothing_and_reads_no_names_by_sql(db: None, sql: str) -> None:
    with (
        inside(FIRST.schema),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_an_organisation_sees_no_draft_by_sql(db: None) -> None:
    draft = redrafted(stored(**NEPOTISM), product="Outro produto")
    with inside(FIRST.schema), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), bool_or(uid = %s) FROM public.library_exemplar", [draft.uid]
        )
        assert cursor.fetchone() == (83, False)


def test_two_people_do_not_write_over_each_other(db: None) -> None:
    first = stored(**NEPOTISM)
    redrafted(first, product="O que Aldo escreveu")
    with pytest.raises(Conflict) as clash:
        redrafted(first, product="O que outra pessoa escreveu")
    assert clash.value.differences["Produto"] == (
        "O que Aldo escreveu",
        "O que outra pessoa escreveu",
    )


def test_a_draft_that_says_the_same_is_refused(db: None) -> None:
    with pytest.raises(Invalid, match="igual"):
        redrafted(stored(**NEPOTISM))


def test_a_model_names_only_what_is_offered_with_it(db: None) -> None:
    axis = write_model(
        actor=ALDO, kind="axis", text=Text({"title": "Integridade na saúde"}), at=timezone.now()
    )
    action = redrafted(stored(**NEPOTISM), axis=axis.key)
    with pytest.raises(Invalid, match="não está publicado"):
        publish_models(actor=DIRA, model_uids=[action.model_uid], at=timezone.now())
    both = [action.model_uid, axis.model_uid]
    assert len(publish_models(actor=DIRA, model_uids=both, at=timezone.now())) == 2
    with pytest.raises(Invalid, match="Não há na biblioteca"):
        redrafted(stored(key="brindes"), axis="eixo-inventado")


def test_a_model_is_retired_with_a_reason_and_offered_no_more(db: None) -> None:
    first = stored(**NEPOTISM)
    with pytest.raises(Invalid, match="Diga por que"):
        retire_model(actor=DIRA, model_uid=first.model_uid, reason=" ", at=timezone.now())
    retire_model(actor=DIRA, model_uid=first.model_uid, reason="A súmula mudou.", at=timezone.now())
    assert not queries.offered(CARLA).filter(model_uid=first.model_uid).exists()
    seen = queries.ever_published(CARLA).get(model_uid=first.model_uid)
    assert seen.ended_reason == "A súmula mudou."
    with pytest.raises(NotAllowed):
        retire_model(actor=DIRA, model_uid=first.model_uid, reason="De novo.", at=timezone.now())


def test_who_does_not_curate_writes_and_publishes_nothing(db: None) -> None:
    uid = stored(**NEPOTISM).model_uid
    with pytest.raises(Denied):
        publish_models(actor=ALDO, model_uids=[uid], at=timezone.now())
    with pytest.raises(Denied):
        write_model(actor=CARLA, kind="axis", text=Text({"title": "Meu"}), at=timezone.now())


@pytest.fixture
def aldo(centre_as: As) -> Visitor:
    return centre_as(Profile.DCI_ANALYST)


def test_an_analyst_writes_and_the_director_publishes_by_the_pages(
    aldo: Visitor, centre_as: Callable[..., Visitor]
) -> None:
    page = aldo.get("/biblioteca/novo/indicator/")
    assert page.status_code == 200
    refused = aldo.post("/biblioteca/novo/indicator/", {"unit": "%", "revision": "0"})
    assert refused.status_code == 422 and "Este campo é obrigatório" in refused.text
    typed = {"name": "Conselhos que se reúnem", "unit": "%", "polarity": "more", "revision": "0"}
    answer = aldo.post("/biblioteca/novo/indicator/", typed)
    assert answer.status_code == 302
    made = stored(title="Conselhos que se reúnem")
    assert (made.state, made.key) == (ExemplarState.DRAFT, "conselhos-que-se-reunem")
    assert aldo.post("/biblioteca/publicar/", {"models": [made.model_uid]}).status_code == 403
    dira = centre_as(Profile.DCI_DIRECTOR)
    assert dira.post("/biblioteca/publicar/", {"models": [made.model_uid]}).status_code == 302
    made.refresh_from_db()
    assert made.state == ExemplarState.PUBLISHED
    shown = aldo.get(f"/biblioteca/{made.model_uid}/").text
    assert "Quanto maior, melhor" in shown and "Modelo publicado" in shown


def test_a_list_is_searched_without_accents_and_shows_who_adopted(aldo: Visitor) -> None:
    page = aldo.get("/biblioteca/?texto=denuncias").text
    assert "Definir o fluxo de tratamento de denúncias" in page
    assert "Fazer o inventário anual de bens" not in page
    assert "Organizações que adotaram" in page


def test_the_form_keeps_both_texts_when_somebody_wrote_in_between(aldo: Visitor) -> None:
    first = stored(kind="axis", key="etica")
    redrafted(first, description="O que a outra pessoa escreveu.")
    typed = {"title": first.title, "description": "O que digitei.", "revision": "0"}
    answer = aldo.post(f"/biblioteca/{first.model_uid}/editar/", typed)
    assert answer.status_code == 409
    assert "O que a outra pessoa escreveu." in answer.text and "O que digitei." in answer.text


def test_a_model_that_is_not_there_is_not_found(aldo: Visitor) -> None:
    gone = UUID(int=7)
    assert aldo.get(f"/biblioteca/{gone}/").status_code == 404
    assert aldo.get("/biblioteca/novo/plano/").status_code == 404
