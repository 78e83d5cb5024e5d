"""Large tables: sorted and cut into pages on the server, whatever the address says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from foundation.tenancy import inside
from tests.conftest import As
from tests.factories import agreements as make
from tests.integrity.execution.desk import to
from tests.integrity.execution.scene import Scene, build
from tests.people import Visitor, person
from tests.seed import FIRST
from tests.ui.rendering import rendered, visit
from ui.grid import Column, Grid

COLUMNS = (
    Column("Nome", "nome", of=lambda row: row[0]),
    Column("Prazo", "prazo", of=lambda row: row[1]),
    Column("Sem ordem"),
)
ROWS = [("b", 2), ("a", None), ("c", 1)]


def grid(address: str, rows: list[Any] | None = None, per_page: int = 25) -> Grid:
    return Grid(ROWS if rows is None else rows, COLUMNS, QueryDict(address), per_page=per_page)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("", "bac"),
        ("ordem=nome", "abc"),
        ("ordem=-nome", "cba"),
        ("ordem=prazo", "cba"),
        ("ordem=-prazo", "bca"),
        ("ordem=senha", "bac"),
        ("ordem=--nome", "bac"),
        ("ordem=__class__&pagina=x", "bac"),
    ],
)
def test_a_list_is_sorted_only_by_what_it_offers(address: str, names: str) -> None:
    assert "".join(name for name, _ in grid(address)) == names


def test_the_headings_say_the_order_and_keep_the_filters() -> None:
    request = visit("/lista/?texto=ana&ordem=nome&pagina=2")
    source = '<c-grid-table :of="grid" caption="Coisas" />'
    html = rendered(source, request, grid=grid("ordem=nome"))
    assert 'aria-sort="ascending"' in html
    assert 'href="?texto=ana&amp;ordem=-nome"' in html
    assert 'href="?texto=ana&amp;ordem=prazo"' in html
    assert "Sem ordem</th>" in html


@given(st.lists(st.tuples(st.text(), st.none() | st.integers())), st.sampled_from("+-"))
def test_sorting_loses_nobody_and_puts_the_unknown_last(
    rows: list[tuple[str, int | None]], sign: str
) -> None:
    found = list(grid(f"ordem={sign.strip('+')}prazo", rows, per_page=1000))
    assert sorted(map(str, found)) == sorted(map(str, rows))
    known = [deadline for _, deadline in found if deadline is not None]
    assert known == sorted(known, reverse=sign == "-")
    assert all(deadline is None for _, deadline in found[len(known) :])


def names_in(page: str, *names: str) -> list[str]:
    """Which of the names a page shows, in the order of the page."""
    return sorted((each for each in names if each in page), key=page.index)


def of_people(first_as: As, centre_as: As) -> tuple[Visitor, str, list[str]]:
    for name in ("Zélia Última", "Abel Primeiro"):
        person(FIRST.schema, Profile.OBSERVER, name)
    return first_as(Profile.ORGANISATION_ADMIN), "/pessoas/", ["Abel Primeiro", "Zélia Última"]


def of_actions(where: str, profile: Profile) -> Callable[..., tuple[Visitor, str, list[str]]]:
    def prepared(first_as: As, centre_as: As) -> tuple[Visitor, str, list[str]]:
        scene: Scene = build()
        scene.action("1.9", "Zelar pelo canal")
        scene.action("1.10", "Abrir os dados")
        place = {"unit": scene.health} if profile == Profile.EXECUTOR else {"organ": scene.organ}
        return first_as(profile, **place), to(where), ["1.9. Zelar", "1.10. Abrir"]

    return prepared


def of_requests(first_as: As, centre_as: As) -> tuple[Visitor, str, list[str]]:
    with inside("public"):
        protocols = [
            make.a_request(applicant=make.applicant(code)).protocol
            for code in ("3106200", "3118601")
        ]
    return centre_as(Profile.CABINET), "/pedidos/", sorted(protocols)


@pytest.mark.parity("P158")
@pytest.mark.parametrize(
    ("prepared", "key"),
    [
        (of_people, "pessoa"),
        (of_actions("execution:list", Profile.EXECUTOR), "acao"),
        (of_actions("monitoring:list", Profile.MONITORING), "acao"),
        (of_actions("evaluation:overview", Profile.INTERNAL_CONTROL), "acao"),
        (of_requests, "protocolo"),
    ],
    ids=["people", "execution", "monitoring", "evaluation", "requests"],
)
def test_a_large_list_is_filtered_and_sorted_by_its_address(
    first_as: As, centre_as: As, prepared: Any, key: str
) -> None:
    visitor, where, wanted = prepared(first_as, centre_as)
    rising = visitor.get(f"{where}?ordem={key}").text
    assert names_in(rising, *wanted) == wanted
    falling = visitor.get(f"{where}?ordem=-{key}").text
    assert names_in(falling, *wanted) == wanted[::-1]
    assert 'aria-sort="descending"' in falling
    assert "<select" in falling or 'type="text"' in falling, "its columns are filtered beside it"
    assert visitor.get(f"{where}?ordem=password&pagina=999").status_code == 200


@pytest.mark.parity("P158")
def test_the_second_page_keeps_order_and_filter(first_as: As, db: None) -> None:
    scene = build()
    for number in range(1, 13):
        scene.action(str(number), f"Rever a norma {number}")
    eva = first_as(Profile.EXECUTOR, unit=scene.health)
    page = eva.get(f"{to('execution:list')}?texto=norma&ordem=-acao&pagina=2").text
    assert names_in(page, "2. Rever", "1. Rever") == ["2. Rever", "1. Rever"]
    assert "12. Rever" not in page
    assert "?texto=norma&amp;ordem=-acao&amp;pagina=1" in page
