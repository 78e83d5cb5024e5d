"""The description of the API: every route, in Portuguese, valid, and shown without a CDN."""

import json
import re
from importlib import import_module

import pytest
from django.urls import URLPattern, URLResolver

from access.rules import Profile
from agreements.work_plans.rules import STAGE_EVIDENCE
from config.api import PROBLEM
from config.api_pages import APIS, VERSION
from config.openapi import description, operations
from documents.rules import DOCX, ODS, PDF, XLSX
from tests.conftest import As
from tests.people import Visitor

pytestmark = pytest.mark.django_db
SENT = STAGE_EVIDENCE.media_types
GIVEN = {"application/json", XLSX, ODS, DOCX, PDF}
FIELDS_SHOWN = re.compile(r"<strong>([\w-]+)</strong>: ")


def api_routes(patterns: list[URLPattern | URLResolver], before: str = "/") -> set[str]:
    """Every address whose view is one of an API."""
    found = set()
    for each in patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found |= api_routes(each.url_patterns, path)
        elif hasattr(each.callback, "cls"):
            found.add(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path))
    return found


@pytest.mark.parametrize("kind", sorted(APIS))
def test_every_route_of_an_api_is_described(kind: str) -> None:
    api = APIS[kind]
    made = description(api.urlconf, api.title, api.says, VERSION)
    assert made["openapi"].startswith("3.")
    assert set(made["paths"]) == api_routes(import_module(api.urlconf).urlpatterns)
    told = list(operations(made))
    assert len({each["operationId"] for each in told}) == len(told)
    for each in told:
        assert each["summary"] and each["description"].endswith("."), each["path"]
        for asked in each.get("parameters", []):
            assert asked["description"].endswith("."), (each["path"], asked["name"])
        for status, answer in each["responses"].items():
            kinds = set(answer["content"])
            assert kinds == {PROBLEM} if status >= "300" else kinds <= GIVEN or kinds == SENT
            assert all(each["schema"] for each in answer["content"].values())


@pytest.mark.parametrize("kind", sorted(APIS))
def test_no_two_things_bear_one_name(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    api = APIS[kind]
    description.__wrapped__(api.urlconf, api.title, api.says, VERSION)
    said = capsys.readouterr().err
    assert "identical names" not in said and "has collisions" not in said, said


@pytest.mark.parametrize("kind", ["centre", "portal", "organisation"])
def test_the_page_tells_every_route_without_scripts(
    portal: Visitor, first_as: As, centre_as: As, kind: str
) -> None:
    inside = centre_as(Profile.DTIC) if kind == "centre" else first_as(Profile.EXECUTOR)
    visitor = portal if kind == "portal" else inside
    page = visitor.get("/api/").content.decode()
    made = json.loads(visitor.get("/api/openapi.json").content)
    assert made["info"]["title"] == APIS[kind].title
    for each in operations(made):
        assert f"{each['method']} {each['path']}" in page
        assert each["summary"] in page
        for asked in each.get("parameters", []):
            assert asked["name"] in FIELDS_SHOWN.findall(page)


def test_the_page_brings_its_scripts_itself(portal: Visitor) -> None:
    answer = portal.get("/api/")
    page = answer.content.decode()
    assert re.findall(r'<script[^>]*src="(?!/static/)', page) == []
    assert re.findall(r"<script(?![^>]*src=)", page) == []
    assert "'unsafe" not in answer["Content-Security-Policy"]


def test_who_has_the_description_is_told_that_it_is_the_same(portal: Visitor) -> None:
    first = portal.get("/api/openapi.json")
    again = portal.get("/api/openapi.json", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
