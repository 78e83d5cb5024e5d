"""The settings of production: no warning of `check --deploy`, cookies of one host alone."""

import os
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any

import pytest
from django.core.checks import Tags, run_checks
from django.test import override_settings

from config.local.places import SOURCE
from config.settings import REPLICA_COOKIE_NAME
from ui.messages import BoundCookies

PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "uma chave só desta instalação, bem mais comprida que cinquenta letras 012345",
    "ENCRYPTION_KEYS": "outra chave de trinta e duas letras ou mais",
    "DATABASE_URL": "postgres://app:senha@banco.exemplo/sispmpi?sslmode=require",
    "BROKER_URL": "rediss://:senha@fila.exemplo:6379/0",
    "EMAIL_URL": "smtp+tls://u:senha@correio.exemplo:587",
    "BASE_DOMAIN": "sispmpi.exemplo.gov.br",
    "PUBLIC_PORT": "443",
}
SETTINGS = SOURCE / "config" / "settings.py"
COOKIES = ("SESSION_COOKIE", "CSRF_COOKIE")


@pytest.fixture(scope="module")
def production() -> dict[str, Any]:
    """What `config.settings` holds in production, read anew; this process keeps its own."""
    kept = dict(os.environ)
    os.environ |= PRODUCTION
    try:
        return {name: value for name, value in vars(read_anew()).items() if name.isupper()}
    finally:
        os.environ.clear()
        os.environ |= kept


def read_anew() -> ModuleType:
    """The settings as a process with the present environment reads them."""
    spec = spec_from_file_location("settings_of_production", SETTINGS)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_check_of_a_deployment_warns(production: dict[str, Any]) -> None:
    names = [name for name in production if name.startswith(("SECURE_", "SESSION_", "CSRF_"))]
    asked = ["DEBUG", "ALLOWED_HOSTS", "SECRET_KEY", "X_FRAME_OPTIONS", "MIDDLEWARE", "CACHES"]
    settings = {name: production[name] for name in (*names, *asked)}
    with override_settings(**settings):
        found = run_checks(tags=[Tags.security], include_deployment_checks=True)
    assert [str(each) for each in found] == []
    assert production["SILENCED_SYSTEM_CHECKS"] == []


@pytest.mark.parametrize("setting", COOKIES)
def test_cookies_are_of_one_host_over_https_alone(production: dict[str, Any], setting: str) -> None:
    assert production[f"{setting}_NAME"].startswith("__Host-")
    assert production[f"{setting}_SECURE"] is True
    assert production[f"{setting}_SAMESITE"] == "Lax"
    assert production.get(f"{setting}_DOMAIN") is None
    assert production.get(f"{setting}_PATH", "/") == "/"


def test_every_other_cookie_has_a_name_of_one_host_too(production: dict[str, Any]) -> None:
    for name in ("REPLICA_COOKIE_NAME", "MESSAGE_COOKIE_NAME", "CONTRAST_COOKIE_NAME"):
        assert production[name].startswith("__Host-"), name
    assert REPLICA_COOKIE_NAME == "recente"
    assert BoundCookies.cookie_name == "recado"


def test_pages_are_reached_over_https_alone(production: dict[str, Any]) -> None:
    assert production["SECURE_SSL_REDIRECT"] is True
    assert production["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert production["DEBUG"] is False


def test_production_refuses_the_key_that_everybody_knows() -> None:
    from config.environment import Refused

    kept = dict(os.environ)
    os.environ |= {**PRODUCTION, "SECRET_KEY": "curta"}
    try:
        with pytest.raises(Refused):
            read_anew()
    finally:
        os.environ.clear()
        os.environ |= kept
