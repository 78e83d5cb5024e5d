"""The field that does not forget a file when another field is wrong."""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from documents import parking
from documents.forms import GONE, REQUIRED, UploadField
from documents.parking import ParkedFile
from documents.rules import LETTER, PLAN_PDF, Purpose
from foundation.tenancy import inside
from tests.documents import samples
from tests.documents.samples import upload
from tests.seed import FIRST

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def store(tmp_path: Path) -> Iterator[Path]:
    """A file store of the test's own."""
    backend = "django.core.files.storage.FileSystemStorage"
    with override_settings(
        STORAGES={
            "default": {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        }
    ):
        yield tmp_path


class LetterForm(forms.Form):
    """A file and a field that may be wrong."""

    name = forms.CharField(label="Nome")
    letter = UploadField(label="Ofício", purpose=LETTER)


class OptionalForm(LetterForm):
    """The same, without need of a file."""

    letter = UploadField(label="Ofício", purpose=LETTER, required=False)


def sent(content: bytes = samples.PDF, name: str = "ofício.pdf") -> dict[str, SimpleUploadedFile]:
    return {"letter": upload(content, name)}


def waiting(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def token_of(form: forms.Form) -> str:
    found = re.search(r'name="letter-recebido"\s+value="([^"]+)"', str(form["letter"]))
    return found[1] if found else ""


def first_attempt() -> str:
    """The token after an attempt in which only the other field was wrong."""
    form = LetterForm({"name": ""}, sent())
    assert not form.is_valid()
    return token_of(form)


def test_the_field_says_what_it_takes_and_helps_the_chooser() -> None:
    form = LetterForm()
    assert form["letter"].help_text == "PDF de até 10 MB."
    html = str(form["letter"])
    assert 'type="file"' in html and 'accept=".pdf"' in html
    assert "recebido" not in html
    assert form.is_multipart()


def test_a_good_file_of_a_good_form_is_handed_over_and_nothing_is_set_aside(store: Path) -> None:
    form = LetterForm({"name": "Ana"}, sent())
    assert form.is_valid()
    assert form.cleaned_data["letter"].read() == samples.PDF
    assert waiting(store) == []


def test_a_good_file_of_a_wrong_form_comes_back_with_the_next_attempt(store: Path) -> None:
    form = LetterForm({"name": ""}, sent())
    assert not form.is_valid()
    assert "Arquivo recebido: ofício.pdf (envie outro para trocar)" in str(form["letter"])
    again = LetterForm({"name": "Ana", "letter-recebido": token_of(form)}, {})
    assert again.is_valid()
    file = again.cleaned_data["letter"]
    assert (file.name, file.size, file.read()) == ("ofício.pdf", len(samples.PDF), samples.PDF)


def test_a_file_waits_through_any_number_of_attempts_as_one(store: Path) -> None:
    token = first_attempt()
    for _ in range(3):
        form = LetterForm({"name": "", "letter-recebido": token}, {})
        assert not form.is_valid()
        assert token_of(form) == token
    assert len(waiting(store)) == 1


def test_another_file_takes_the_place_of_the_one_that_waits() -> None:
    data = {"name": "Ana", "letter-recebido": first_attempt()}
    form = LetterForm(data, sent(samples.PDF + b"\n", "novo.pdf"))
    assert form.is_valid()
    assert form.cleaned_data["letter"].name == "novo.pdf"


@pytest.mark.parametrize("content", [samples.EXE, b"", samples.LOCKED_PDF])
def test_a_bad_file_is_refused_beside_the_field_and_not_set_aside(
    content: bytes, store: Path
) -> None:
    form = LetterForm({"name": "Ana"}, sent(content))
    assert list(form.errors) == ["letter"]
    assert token_of(form) == ""
    assert waiting(store) == []


def test_no_file_at_all_is_asked_for_in_plain_words() -> None:
    assert LetterForm({"name": "Ana"}, {}).errors == {"letter": [REQUIRED]}
    form = OptionalForm({"name": "Ana"}, {})
    assert form.is_valid() and form.cleaned_data["letter"] is None


@pytest.mark.parametrize("kind", [LetterForm, OptionalForm])
def test_a_file_that_waited_too_long_is_asked_for_again(kind: type[forms.Form]) -> None:
    with time_machine.travel(NOW, tick=False):
        token = first_attempt()
    with time_machine.travel(NOW + parking.LIFETIME + timedelta(seconds=1), tick=False):
        form = kind({"name": "Ana", "letter-recebido": token}, {})
        assert form.errors == {"letter": [GONE]}
        assert token_of(form) == ""


def test_a_token_of_our_making_only_opens_its_own_file() -> None:
    token = first_attempt()
    for forged in (token[:-2], "parked/public/x", token.replace(":", ".", 1)):
        form = LetterForm({"name": "Ana", "letter-recebido": forged}, {})
        assert form.errors == {"letter": [GONE]}


def test_a_token_does_not_serve_for_another_purpose_or_organisation() -> None:
    token = first_attempt()
    assert isinstance(parking.parked(token, LETTER), ParkedFile)
    assert parking.parked(token, PLAN_PDF) is None
    with inside(FIRST.schema):
        assert parking.parked(token, LETTER) is None


def test_what_never_came_back_is_thrown_away_and_the_rest_waits(store: Path) -> None:
    first_attempt()
    (old,) = waiting(store)
    now = datetime.now(UTC)
    stamp = (now - timedelta(hours=3)).timestamp()
    os.utime(old, (stamp, stamp))
    token = first_attempt()
    assert parking.clear(now - parking.LIFETIME) == 1
    assert not old.exists()
    assert parking.parked(token, LETTER)


def test_clearing_an_empty_store_deletes_nothing() -> None:
    assert parking.clear(NOW) == 0


def test_a_stored_file_is_named_and_stays_when_none_is_sent() -> None:
    stored: Any = SimpleNamespace(name="plano.pdf", uid="x")
    form = LetterForm({"name": "Ana"}, {}, initial={"letter": stored})
    assert "Arquivo atual: plano.pdf" in str(form["letter"])
    assert form.is_valid()
    assert form.cleaned_data["letter"] is stored
    assert form.changed_data == ["name"]


def test_a_name_with_markup_is_shown_as_text() -> None:
    form = LetterForm({"name": ""}, sent(name="<b>a.pdf"))
    assert not form.is_valid()
    assert "Arquivo recebido: &lt;b&gt;a.pdf" in str(form["letter"])


def test_the_limit_of_the_purpose_is_the_limit_of_the_field() -> None:
    class SmallForm(forms.Form):
        letter = UploadField(purpose=Purpose("tiny", "Pequeno", 20, ("pdf",)))

    form = SmallForm({}, sent())
    assert "o limite é" in form.errors["letter"][0]
