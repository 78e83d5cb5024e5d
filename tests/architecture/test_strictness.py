"""No way round the schema: nothing signs, enters a schema or shares a cookie by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.sessions.backends import db
from django.core.checks import run_checks
from django.utils.module_loading import import_string

from config.local.places import SOURCE
from config.start import loose_settings, refuse_loose_settings
from foundation.tenancy import current_schema, inside
from tests.seed import FIRST, SECOND
from ui.messages import BoundCookies

ROOMS = ("platform", "tenants", "integrity", "agreements", "config")
SIGNING = frozenset(
    {
        "signing",
        "salted_hmac",
        "TimestampSigner",
        "Signer",
        "default_token_generator",
        "PasswordResetTokenGenerator",
        "set_signed_cookie",
        "get_signed_cookie",
        "hmac",
        "jwt",
    }
)
# who may, each bound to the schema: proven by the tests below and beside those modules
SIGNERS = {"platform/foundation/stamps.py", "platform/identity/tokens.py"}
# who read what a provider of identity signed, and the demonstration's provider itself
OF_PROVIDERS = {
    "platform/identity/oidc/provider.py",
    "platform/identity/oidc/tokens.py",
    "config/local/identity.py",
}
WAYS_IN = frozenset({"schema_context", "tenant_context"})
SWITCHES = frozenset({"set_schema", "set_tenant", "set_schema_to_public"})
SWITCHERS = {
    "platform/foundation/tenancy.py",
    "tenants/middleware.py",
    "tenants/backend/base.py",
    "tenants/archive/passage.py",  # a connection of its own, into the schema of an older release
}


def sources() -> list[tuple[str, ast.Module]]:
    """Every module of the product, parsed."""
    found = (path for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py")))
    skipped = {"migrations", "vendor", "node_modules"}
    return [
        (str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8")))
        for path in found
        if not skipped & set(Path(path).parts)
    ]


def names_in(tree: ast.AST) -> Iterator[str]:
    """Every name that code imports, reads or calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (part for each in node.names for part in each.name.split("."))
            yield from (getattr(node, "module", None) or "").split(".")
        elif isinstance(node, ast.Name) and node.id != "signing":  # an agreement being signed
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def users_of(names: frozenset[str], trees: list[tuple[str, ast.Module]]) -> set[str]:
    """The modules in which one of the names occurs."""
    return {path for path, tree in trees if names & set(names_in(tree))}


def entered_as_context(tree: ast.AST) -> Iterator[str]:
    """What is used as `with x:` although it is a tenant, or as a decorator although a context."""
    for node in ast.walk(tree):
        if isinstance(node, ast.With):
            for item in node.items:
                each = item.context_expr
                name = each.id if isinstance(each, ast.Name) else getattr(each, "attr", "")
                if name in ("tenant", "organisation", "place"):
                    yield f"with {name}"
        elif isinstance(node, ast.FunctionDef):
            for each in node.decorator_list:
                called = each.func if isinstance(each, ast.Call) else each
                name = getattr(called, "id", getattr(called, "attr", ""))
                if name in WAYS_IN | {"inside"}:
                    yield f"@{name}"


@pytest.fixture(scope="module")
def trees() -> list[tuple[str, ast.Module]]:
    return sources()


def test_only_two_modules_sign_and_both_belong_to_a_schema(
    trees: list[tuple[str, ast.Module]],
) -> None:
    assert users_of(SIGNING, trees) == SIGNERS | OF_PROVIDERS


def test_nobody_enters_a_schema_by_the_forms_of_the_library(
    trees: list[tuple[str, ast.Module]],
) -> None:
    assert users_of(WAYS_IN, trees) == set()
    assert {path: list(entered_as_context(tree)) for path, tree in trees if path} == {
        path: [] for path, _ in trees
    }


def test_only_those_who_put_a_thread_in_its_place_switch_it(
    trees: list[tuple[str, ast.Module]],
) -> None:
    assert users_of(SWITCHES, trees) == SWITCHERS


@pytest.mark.parametrize(
    "code",
    [
        "from django_tenants.utils import schema_context",
        "import django_tenants.utils as u\nwith u.schema_context('x'): pass",
        "@tenant_context(t)\ndef f(): pass",
    ],
)
def test_the_look_for_ways_in_finds_each_form(code: str) -> None:
    assert users_of(WAYS_IN, [("x", ast.parse(code))]) == {"x"}


@pytest.mark.parametrize(
    "code",
    ["with tenant: pass", "with request.tenant: pass", "@inside('m1')\ndef f(): pass"],
)
def test_the_look_for_contexts_finds_each_form(code: str) -> None:
    assert list(entered_as_context(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        "from django.core import signing",
        "from django.core.signing import dumps",
        "import hmac",
        "answer.set_signed_cookie('a', 'b')",
        "crypto.salted_hmac('a', 'b')",
    ],
)
def test_the_look_for_signatures_finds_each_form(code: str) -> None:
    assert users_of(SIGNING, [("x", ast.parse(code))]) == {"x"}


@pytest.mark.django_db
def test_what_libraries_sign_belongs_to_a_schema_too() -> None:
    tokens = import_string(settings.ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR)
    assert issubclass(tokens, PasswordResetTokenGenerator)
    assert "_make_hash_value" in vars(tokens)
    assert settings.ACCOUNT_EMAIL_CONFIRMATION_HMAC is False
    assert issubclass(import_string(f"{settings.SESSION_ENGINE}.SessionStore"), db.SessionStore)
    storage = import_string(settings.MESSAGE_STORAGE)
    assert storage.storage_classes[0] is BoundCookies
    written: list[str] = []
    for schema in (FIRST.schema, SECOND.schema):
        with inside(schema):
            assert current_schema() == schema
            written.append(BoundCookies(None).signer.sign("oi"))
    assert written[0] != written[1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CELERY_TASK_ALWAYS_EAGER", True),
        ("INSTALLED_APPS", ["django.contrib.sites"]),
        ("CACHES", {"default": {"BACKEND": "x"}}),
        ("SESSION_COOKIE_DOMAIN", ".exemplo.gov.br"),
        ("CSRF_COOKIE_DOMAIN", ".exemplo.gov.br"),
    ],
)
def test_settings_that_mix_organisations_stop_every_process(
    monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    assert list(loose_settings()) == []
    monkeypatch.setattr(settings, name, value, raising=False)
    with pytest.raises(SystemExit):
        refuse_loose_settings()


def test_the_check_of_the_settings_is_known() -> None:
    assert not [each for each in run_checks(tags=["security"]) if each.id == "sispmpi.E002"]
    from django.core.checks.registry import registry

    names = {check.__name__ for check in registry.get_checks()}
    assert "organisations_are_kept_apart" in names
