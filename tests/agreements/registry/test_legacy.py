"""Agreements from before come in from a CSV: dry run first, all of it or nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.registry import services
from agreements.registry.legacy import HEADING, Facts, Verdict, read
from agreements.registry.models import LegacyAgreement
from audit.models import Entry
from foundation.refusals import Denied, Invalid
from tests.conftest import As
from tests.factories.agreements import ANALYST, CABINET

ADDRESS = "/acordos/anteriores/importar/"
TODAY = date(2026, 11, 23)
NOTICE = "Notícia da CGE-MG sobre a cessão do SisPMPI"
KNOWN = "\n".join(
    (
        "municipio_ibge;publicado_em;objeto;fonte",
        f"4113700;;;{NOTICE}",
        f"3170107;;;{NOTICE}",
        f"3148004;15/07/2023;Cessão de uso do SisPMPI;{NOTICE}",
    )
)


def lines_of(text: str, *known: Facts) -> list[tuple[Verdict, tuple[str, ...]]]:
    return [(each.verdict, each.faults) for each in read(text, known, TODAY)]


def imported(text: str = KNOWN, *, changes_known: bool = False) -> list[Verdict]:
    lines = services.import_legacy(
        actor=ANALYST(), text=text, changes_known=changes_known, at=timezone.now()
    )
    return [each.verdict for each in lines]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("9999999;;;;1;2023;;;;;;;x", "Município desconhecido."),
        (";;;;;;;;;;;;x", "Falta a organização, ou o código IBGE do município."),
        ("3148004;;;;;;;;;;;;", "Falta a fonte: diga de onde se sabe."),
        ("3148004;;;;7;;;;;;;;x", "Número e ano andam juntos."),
        ("3148004;;;;sete;2023;;;;;;;x", "numero: “sete” não foi entendido."),
        ("3148004;;;123;;;;;;;;;x", "cnpj: “123” não foi entendido."),
        ("3148004;;;;;;;;31/02/2023;;;;x", "assinado_em: “31/02/2023” não foi entendido."),
        ("3148004;;;;;;;;;15/07/2033;;;x", "Publicação no futuro."),
        ("3148004;;;;;;;;;;02/01/2024;01/01/2024;x", "O fim é anterior ao início."),
        ("3148004;;;;1;1980;;;;;;;x", "Ano fora do possível."),
    ],
)
def test_a_row_that_cannot_be_is_told_with_its_reason(row: str, fault: str) -> None:
    ((verdict, faults),) = lines_of(f"{HEADING}\n{row};")
    assert verdict == Verdict.WRONG
    assert fault in faults


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "vazio"),
        ("municipio_ibge;fonte", "de 1 a"),
        ("municipio;fonte\n3148004;x", "Colunas desconhecidas: municipio"),
        ("municipio_ibge\n3148004", "“fonte” não pode faltar"),
        ("municipio_ibge;fonte\n3148004;x;y", "A linha 2"),
        ('municipio_ibge;fonte\n3148004;"x', "vazio ou não é um CSV"),
    ],
)
def test_what_is_no_table_of_agreements_is_refused_whole(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read(text, [], TODAY)


def test_unknown_facts_stay_empty_and_a_name_comes_from_the_code() -> None:
    patos = read(KNOWN, [], TODAY)[2].facts
    assert (patos.name, patos.state) == ("Patos de Minas", "MG")
    assert patos.published_date == date(2023, 7, 15)
    assert (patos.number, patos.year, patos.signed_date, patos.end_date) == (None,) * 4


@pytest.mark.django_db
def test_the_instrument_is_told_by_name_and_an_act_unless_it_is(centre_as: As) -> None:
    text = "\n".join(
        (
            "municipio_ibge;numero;ano;especie;fonte",
            f"3148004;1;2024;Termo de adesão;{NOTICE}",
            f"3170107;2;2024;;{NOTICE}",
            f"4113700;3;2024;ACT;{NOTICE}",
        )
    )
    assert imported(text) == [Verdict.NEW] * 3
    kinds = LegacyAgreement.objects.order_by("number").values_list("species", flat=True)
    assert list(kinds) == ["adhesion", "act", "act"]
    shown = centre_as(Profile.DCI_ANALYST).get("/acordos/anteriores/").content.decode()
    assert "Termo de Adesão nº 1/2024" in shown
    assert lines_of(text.replace("ACT", "Convênio"))[-1] == (
        Verdict.WRONG,
        ("especie: “Convênio” não foi entendido.",),
    )
    before = [each.facts for each in LegacyAgreement.objects.all()]
    (line,) = read(text.replace("Termo de adesão", "ACT"), before, TODAY)[:1]
    assert line.differences == (("especie", "Termo de Adesão", "Acordo de Cooperação Técnica"),)


def test_a_row_told_twice_in_one_file_is_told() -> None:
    twice = f"{KNOWN}\n3148004;;;Outra fonte"
    assert lines_of(twice)[-1] == (Verdict.WRONG, ("Repete outra linha deste arquivo.",))


numbers = st.one_of(st.none(), st.integers(1, 3))
told = st.builds(
    lambda number, code, year: Facts(
        ibge_code=code, number=number, year=year if number else None, source="x"
    ),
    numbers,
    st.sampled_from(["3148004", "3170107"]),
    st.integers(2020, 2022),
)


@given(told, told)
def test_being_the_same_agreement_is_mutual_and_never_across_organisations(
    one: Facts, other: Facts
) -> None:
    assert one.is_the_same_as(one)
    assert one.is_the_same_as(other) == other.is_the_same_as(one)
    if one.ibge_code != other.ibge_code:
        assert not one.is_the_same_as(other)


@pytest.mark.django_db
def test_an_analyst_checks_the_file_and_then_imports_it(centre_as: As) -> None:
    ana = centre_as(Profile.DCI_ANALYST)
    sent = {"file": SimpleUploadedFile("acordos.csv", KNOWN.encode("utf-8-sig"))}
    checked = ana.post(ADDRESS, sent)
    assert checked.status_code == 200
    page = checked.content.decode()
    assert "Será incluído: 3" in page
    assert "Patos de Minas" in page
    assert not LegacyAgreement.objects.exists()
    assert ana.post(ADDRESS, {"text": KNOWN, "acao": "importar"}).status_code == 302
    assert LegacyAgreement.objects.count() == 3
    assert Entry.verbs.filter(verb="registry.legacy.imported").count() == 3
    shown = ana.get("/acordos/anteriores/").content.decode()
    assert "Londrina" in shown
    assert "ACT sem número conhecido" in shown
    assert "15/07/2023" in shown
    assert "Legado" in shown


@pytest.mark.django_db
def test_one_wrong_row_keeps_the_whole_file_out(centre_as: As) -> None:
    wrong = f"{KNOWN}\n9999999;;;x"
    answer = centre_as(Profile.DCI_ANALYST).post(ADDRESS, {"text": wrong, "acao": "importar"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nada foi gravado: há 1 linha(s) a corrigir." in page
    assert "9999999;;;x" in page
    assert "Município desconhecido." in page
    assert not LegacyAgreement.objects.exists()


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing() -> None:
    assert imported() == [Verdict.NEW] * 3
    before = list(LegacyAgreement.objects.values())
    assert imported() == [Verdict.SAME] * 3
    assert list(LegacyAgreement.objects.values()) == before
    assert Entry.verbs.filter(verb__startswith="registry.legacy").count() == 3


@pytest.mark.django_db
def test_what_is_known_changes_only_when_that_is_asked_for() -> None:
    imported()
    more = "municipio_ibge;numero;ano;fonte\n3148004;12;2023;Diário Oficial"
    with pytest.raises(Invalid, match="Nada foi gravado"):
        imported(more)
    patos = LegacyAgreement.objects.get(ibge_code="3148004")
    assert patos.number is None
    assert imported(more, changes_known=True) == [Verdict.DIFFERENT]
    patos.refresh_from_db()
    assert (patos.number, patos.source) == (12, "Diário Oficial")
    entry = Entry.verbs.get(verb="registry.legacy.changed")
    assert entry.changes["numero"] == ["vazio", "12"]
    with pytest.raises(Exception, match=r"(?i)cannot delete"), transaction.atomic():
        LegacyAgreement.objects.all().delete()


@pytest.mark.django_db
def test_a_file_in_another_encoding_is_refused_in_plain_words(centre_as: As) -> None:
    sent = {"file": SimpleUploadedFile("acordos.csv", "fonte\nNotícia".encode("latin-1"))}
    answer = centre_as(Profile.DCI_DIRECTOR).post(ADDRESS, sent)
    assert answer.status_code == 422
    assert "não está em UTF-8" in answer.content.decode()


@pytest.mark.django_db
def test_only_dci_imports(centre_as: As) -> None:
    assert centre_as(Profile.AUDITOR).get("/acordos/anteriores/").status_code == 200
    assert centre_as(Profile.CABINET).post(ADDRESS, {"text": KNOWN}).status_code == 403
    with pytest.raises(Denied):
        services.try_legacy(actor=CABINET(), text=KNOWN, at=timezone.now())
