"""The verbs of the API stand where the pages do: what is confirmed there, no key does alone."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver

from access.proof import HEADER, NO_APPLICATION
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


def is_confirmed(cls: Any) -> bool:
    """Whether a verb of the API says that its page asks who is here."""
    return hasattr(cls, "verb") and cls.verb.is_confirmed


def asking(kind: str) -> list[tuple[str, Any]]:
    """Those that ask for a code beside the key."""
    found = verbs(kind)
    return [(path, cls) for path, cls in found if hasattr(cls, "verb") and asks(cls)]


def asks(cls: Any) -> bool:
    return bool(cls.verb.asks_who_is_here)


def filled(path: str) -> str:
    """An address that names nothing there is."""
    for name, word in WORDS.items():
        path = path.replace(name, word)
    parts = path.split("/")
    return "/".join(NUMBER if each.startswith("<uuid") else each for each in parts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_asks_for_a_code_where_the_page_asks_who_is_here(kind: str) -> None:
    pages = {name: view for _, name, view in routes(kind)}
    assert len(verbs(kind)) > 3
    for path, cls in verbs(kind):
        asks = getattr(pages[cls.of_page], "asks_who_is_here", False)
        assert is_confirmed(cls) == asks, path


def test_what_wants_the_person_known_more_surely_asks_for_a_code_too(settings: Any) -> None:
    (returning,) = [cls for path, cls in verbs("organisation") if path.endswith("/devolver/")]
    assert (returning.verb.is_confirmed, returning.verb.asks_who_is_here) == (False, True)
    (opining,) = [cls for path, cls in verbs("organisation") if path.endswith("/parecer/")]
    assert not opining.verb.asks_who_is_here
    settings.ACT_LEVELS = {opining.verb.wanted.name: Assurance.SILVER}
    assert opining.verb.asks_who_is_here


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
def test_who_has_no_application_is_told_to_register_one_or_where_the_page_is(
    kind: str, settings: Any
) -> None:
    host = FIRST.host if kind == "organisation" else settings.CENTRE_HOST
    schema = FIRST.schema if kind == "organisation" else "public"
    profile = Profile.HEAD if kind == "organisation" else Profile.DCI_DIRECTOR
    own = Programme(host, person(schema, profile))
    assert asking(kind)
    for path, _ in asking(kind):
        answer = own.send(filled(path), {}, **{HEADER: "123456"})
        told = answer.json()
        assert answer["Content-Type"] == "application/problem+json"
        assert (told["status"], told["detail"]) == (403, NO_APPLICATION)
        assert told["pagina"].startswith(f"http://{host}/") and NUMBER in told["pagina"]
