"""Models come and go by workbook: seen row by row first, written as drafts, whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from documents.workbook import write_xlsx
from integrity.library.models import Exemplar, LibraryImport
from integrity.library.rules.fields import FIELDS, Kind, normal
from integrity.library.rules.flow import Audience, ExemplarState
from integrity.library.rules.sheets import (
    CHANGE,
    MAKE,
    REFUSE,
    SAME,
    TITLES,
    cells_of,
    headings,
    plan_rows,
)
from tests.conftest import As
from tests.people import Visitor


@pytest.fixture
def aldo(centre_as: As) -> Visitor:
    return centre_as(Profile.DCI_ANALYST)


def book(*rows: list[str], kind: str = "axis") -> bytes:
    return write_xlsx({TITLES[kind]: [headings(kind), *rows]})


def sent(visitor: Visitor, content: bytes) -> str:
    """Send a workbook; the address of its preview."""
    upload = SimpleUploadedFile("modelos.xlsx", content)
    answer = visitor.post("/biblioteca/importar/", {"file": upload})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.headers["Location"])


def test_a_new_row_and_a_changed_one_become_drafts_only_when_confirmed(aldo: Visitor) -> None:
    held = Exemplar.objects.get(kind="axis", key="etica")
    content = book(
        ["saude", "Integridade na saúde", "Filas, plantões e insumos.", "Município", ""],
        ["etica", held.title, "Outra descrição.", "", held.sources],
    )
    before = Exemplar.objects.count()
    address = sent(aldo, content)
    page = aldo.get(address).text
    assert "Integridade na saúde" in page and "Gravar como rascunhos" in page
    assert Exemplar.objects.count() == before
    assert aldo.post(address).status_code == 302
    new = Exemplar.objects.get(key="saude")
    assert (new.state, new.audience) == (ExemplarState.DRAFT, [Audience.MUNICIPALITY])
    changed = Exemplar.objects.get(kind="axis", key="etica", version=2)
    assert (changed.model_uid, changed.state) == (held.model_uid, ExemplarState.DRAFT)
    assert aldo.post(address).status_code == 409


def test_one_wrong_row_and_nothing_is_written(aldo: Visitor) -> None:
    address = sent(
        aldo,
        book(["saude", "Integridade na saúde", "", "", ""], ["Sem Chave", "", "", "Marte", ""]),
    )
    page = aldo.get(address).text
    assert "Há linhas com erro" in page and "Preencha “Título”" in page
    assert aldo.post(address).status_code == 409
    assert not Exemplar.objects.filter(key="saude").exists()


def test_what_changed_since_the_preview_is_not_written_over(aldo: Visitor) -> None:
    row = ["saude", "Integridade na saúde", "", "", ""]
    first, second = sent(aldo, book(row)), sent(aldo, book([*row[:2], "Outra.", "", ""]))
    assert aldo.post(first).status_code == 302
    assert aldo.post(second).status_code == 409
    assert LibraryImport.objects.filter(applied_at=None).count() == 1


def test_a_file_without_rows_says_which_sheets_are_read(aldo: Visitor) -> None:
    upload = SimpleUploadedFile("modelos.xlsx", write_xlsx({"Outra": [["a"]]}))
    answer = aldo.post("/biblioteca/importar/", {"file": upload})
    assert answer.status_code == 422 and "“Eixos”" in answer.text


def test_the_workbook_that_goes_out_comes_back_without_a_change(aldo: Visitor) -> None:
    answer = aldo.get("/biblioteca/modelos.xlsx")
    address = sent(aldo, b"".join(answer.streaming_content) if answer.streaming else answer.content)
    found = LibraryImport.objects.get(uid=address.rstrip("/").rsplit("/", 1)[1])
    assert {row["verdict"] for row in found.lines} == {SAME}
    assert len(found.lines) == 83


WORDS = st.text("abcç ,.", min_size=1, max_size=30).map(str.strip).filter(bool)


@given(
    kind=st.sampled_from([Kind.AXIS.value, Kind.RISK.value, Kind.INDICATOR.value]),
    texts=st.lists(WORDS, min_size=12, max_size=12),
    audience=st.lists(st.sampled_from(Audience.values), unique=True),
)
def test_a_model_survives_its_row(kind: str, texts: list[str], audience: list[str]) -> None:
    written = dict(zip([each.name for each in FIELDS[kind]], texts, strict=False))
    body = normal(kind, {**written, **({"polarity": "less"} if kind == "indicator" else {})})
    table = [headings(kind), cells_of(kind, "chave", body, audience, "Fonte")]
    (row,) = plan_rows({TITLES[kind]: table}, {})
    assert (row.verdict, dict(row.body), list(row.audience)) == (MAKE, body, audience)
    known = {(kind, "chave"): (body, "Fonte", audience)}
    (again,) = plan_rows({TITLES[kind]: table}, known)
    assert again.verdict == SAME
    (other,) = plan_rows({TITLES[kind]: table}, {(kind, "chave"): (body, "", audience)})
    assert other.verdict == CHANGE
    (twice, refused) = plan_rows({TITLES[kind]: [*table, table[1]]}, {})
    assert (twice.verdict, refused.verdict) == (MAKE, REFUSE)
