"""The verbs of the API stand where the pages do: what is confirmed there, no key does."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver

from access.rules import Profile
from identity.rules import Assurance
from tests.people import Programme, person
from tests.seed import FIRST, SECOND

KINDS = ("centre", "organisation")
NUMBER = "00000000-0000-4000-8000-000000000000"
WORDS = {"<str:document>": "acordo", "<str:side>": "cge", "<slug:slug>": "instrumentos"}


def patterns(
    found: list[URLPattern | URLResolver], path: str = "/", name: str = ""
) -> Iterator[tuple[str, str, Any]]:
    """Every route: its address, its name, its view."""
    for each in found:
        here = path + str(each.pattern)
        if isinstance(each, URLResolver):
            under = f"{name}{each.namespace}:" if each.namespace else name
            yield from patterns(each.url_patterns, here, under)
        else:
            yield here, f"{name}{each.name}", each.callback


def routes(kind: str) -> list[tuple[str, str, Any]]:
    return list(patterns(import_module(f"config.urls.{kind}").urlpatterns))


def verbs(kind: str) -> list[tuple[str, Any]]:
    """The addresses of the API that write, each with its class."""
    found = ((path, getattr(view, "cls", None)) for path, _, view in routes(kind))
    return [(path, cls) for path, cls in found if hasattr(cls, "post")]


def filled(path: str) -> str:
    """An address that names nothing there is."""
    for name, word in WORDS.items():
        path = path.replace(name, word)
    parts = path.split("/")
    return "/".join(NUMBER if each.startswith("<uuid") else each for each in parts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_does_what_a_page_does_unless_the_page_asks_who_is_here(kind: str) -> None:
    pages = {name: view for _, name, view in routes(kind)}
    assert len(verbs(kind)) > 3
    for path, cls in verbs(kind):
        is_confirmed = getattr(pages[cls.of_page], "asks_who_is_here", False)
        asks_more = cls.wanted is not None and cls.wanted.demands > Assurance.PASSWORD
        assert cls.is_refused == (is_confirmed or asks_more), path


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_no_verb_is_done_by_a_key_that_only_reads_nor_by_that_of_a_neighbour(
    kind: str, settings: Any
) -> None:
    host = FIRST.host if kind == "organisation" else settings.CENTRE_HOST
    schema = FIRST.schema if kind == "organisation" else "public"
    profile = Profile.HEAD if kind == "organisation" else Profile.DCI_DIRECTOR
    reader = Programme(host, person(schema, profile), may_write=False)
    stranger = Programme(SECOND.host, person(SECOND.schema, Profile.ORGANISATION_ADMIN))
    for number, (path, _) in enumerate(verbs(kind)):
        answer = reader.send(filled(path))
        assert (answer.status_code, "só permite ler" in answer.json()["detail"]) == (403, True)
        away = f"10.1.0.{number % 250}"  # no address shows a bad key more than sixty times a minute
        answer = stranger.post(filled(path), {}, SERVER_NAME=host, REMOTE_ADDR=away)
        assert answer.status_code == 401, path


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_confirms_is_refused_with_the_page_to_go_to(kind: str, settings: Any) -> None:
    host = FIRST.host if kind == "organisation" else settings.CENTRE_HOST
    schema = FIRST.schema if kind == "organisation" else "public"
    profile = Profile.HEAD if kind == "organisation" else Profile.DCI_DIRECTOR
    own = Programme(host, person(schema, profile))
    refused = [path for path, cls in verbs(kind) if cls.is_refused]
    assert refused
    for path in refused:
        answer = own.send(filled(path))
        told = answer.json()
        assert answer["Content-Type"] == "application/problem+json"
        assert (told["status"], "confirme quem é" in told["detail"]) == (403, True)
        assert told["pagina"].startswith(f"http://{host}/") and NUMBER in told["pagina"]
