"""Catalogues: what is of all organs, what is of one, and what is archived."""

import pytest
from django.db import Error, transaction

from access.models import Organ
from access.rules import Profile
from audit.queries import entries_of
from integrity.formulation.models import CatalogueEntry, Word
from integrity.formulation.queries.catalogue import offered
from integrity.formulation.shelves import Shelf, shelf_called, shelves
from tests.conftest import As
from tests.factories import integrity as make
from tests.people import Visitor

ROWS = [
    pytest.param("instrumentos", marks=pytest.mark.parity("P31")),
    pytest.param("partes-interessadas", marks=pytest.mark.parity("P32")),
    pytest.param("fatores-limitantes", marks=pytest.mark.parity("P33")),
    pytest.param("eixos-tematicos", marks=pytest.mark.parity("P34")),
    pytest.param("tipos-de-acao", marks=pytest.mark.parity("P35")),
    "tipos-de-ato",
    "tipos-de-orgao",
]


@pytest.fixture
def organ(in_first: None) -> Organ:
    return make.main_organ()


@pytest.fixture
def administrator(first_as: As, organ: Organ) -> Visitor:
    return first_as(Profile.ORGANISATION_ADMIN)


def shelf(slug: str) -> Shelf:
    found = shelf_called(slug)
    assert found is not None
    return found


def word(slug: str, name: str) -> Word:
    found: Word = shelf(slug).words().get(name=name)
    return found


@pytest.mark.parametrize("slug", ROWS)
def test_an_entry_of_all_and_one_of_an_organ_are_written_corrected_and_archived(
    administrator: Visitor, organ: Organ, slug: str
) -> None:
    other = make.organ("Autarquia de Águas")
    path = f"/catalogos/{slug}/"
    assert offered(shelf(slug), organ).exists()  # every organisation starts with some
    assert administrator.post(path, {"name": "De todos"}).status_code == 302
    of_one = {"name": "De um só", "organ": str(organ.uid)}
    assert administrator.post(path, of_one).status_code == 302
    general, own = word(slug, "De todos"), word(slug, "De um só")
    assert (general.organ, own.organ) == (None, organ)
    assert entries_of(own).get().changes["De"] == ["", str(organ)]
    assert {general, own} <= set(offered(shelf(slug), organ))
    assert {general, own} & set(offered(shelf(slug), other)) == {general}
    edit = f"{path}{own.uid}/"
    typed = {"name": "Só deste", "position": 1, "is_active": "on"}
    assert administrator.post(edit, typed).status_code == 302
    assert administrator.post(edit, {"name": "Só deste", "position": 1}).status_code == 302
    own.refresh_from_db()
    assert (own.name, own.is_active) == ("Só deste", False)
    assert entries_of(own)[0].changes == {"Em uso": ["Sim", "Não"]}
    assert own not in offered(shelf(slug), organ)
    assert "Só deste" in administrator.get(path).content.decode()


@pytest.mark.parity("P35")
def test_the_four_types_of_action_are_there_from_the_start(
    administrator: Visitor, organ: Organ
) -> None:
    names = set(offered(shelf("tipos-de-acao"), organ).values_list("name", flat=True))
    assert names == {"Processo", "Normativo", "Sensibilização", "Formação"}
    page = administrator.get("/catalogos/tipos-de-acao/").content.decode()
    assert all(name in page for name in names)


@pytest.mark.parametrize("name", ["", "DECRETO", "a" * 256])
def test_an_entry_needs_a_name_of_its_own(administrator: Visitor, organ: Organ, name: str) -> None:
    before = CatalogueEntry.objects.count()
    answer = administrator.post("/catalogos/tipos-de-ato/", {"name": name})
    assert answer.status_code == 422
    assert answer.context["form"].errors["name"]
    assert CatalogueEntry.objects.count() == before


@pytest.mark.parity("P37")
def test_two_organs_may_have_entries_of_the_same_name_but_see_only_their_own(
    administrator: Visitor, first_as: As, organ: Organ
) -> None:
    other = make.organ("Autarquia de Águas")
    path = "/catalogos/partes-interessadas/"
    for place in (organ, other):
        given = {"name": "Associação de moradores", "organ": str(place.uid)}
        assert administrator.post(path, given).status_code == 302
    administrator.post(path, {"name": "Segredo do vizinho", "organ": str(other.uid)})
    inside = first_as(Profile.ORGANISATION_ADMIN, organ=organ)
    assert "Segredo do vizinho" not in inside.get(path).content.decode()
    foreign = word("partes-interessadas", "Segredo do vizinho")
    assert inside.get(f"{path}{foreign.uid}/").status_code == 404
    general = word("partes-interessadas", "Conselhos")
    typed = {"name": "Mudado", "position": 1}
    assert inside.post(f"{path}{general.uid}/", typed).status_code == 403
    assert inside.post(path, {"name": "De todos"}).status_code == 422
    assert inside.post(path, {"name": "Nosso", "organ": str(other.uid)}).status_code == 422
    assert inside.post(path, {"name": "Nosso", "organ": str(organ.uid)}).status_code == 302
    assert word("partes-interessadas", "Nosso").organ == organ


def test_the_database_deletes_no_entry(in_first: None) -> None:
    entry = CatalogueEntry.objects.all()[0]
    with pytest.raises(Error), transaction.atomic():
        entry.delete()
    assert CatalogueEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(
    "profile", [Profile.INTERNAL_CONTROL, Profile.FORMULATION, Profile.EXECUTOR]
)
def test_the_catalogues_are_kept_by_the_administration(
    first_as: As, organ: Organ, profile: Profile
) -> None:
    visitor = first_as(profile)
    assert visitor.get("/catalogos/").status_code == 403
    for each in shelves():
        assert visitor.post(f"/catalogos/{each.slug}/", {"name": "Não"}).status_code == 403
