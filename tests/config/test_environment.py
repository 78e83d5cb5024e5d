"""An address that cannot be used is named in one line, without the secrets it holds."""

from typing import Any

import pytest

from config import environment
from config.environment import Refused

STORE = "s3://chave:segredo@objetos.example.org/arquivos"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "arquivos",
        "ftp://segredo@objetos.example.org/arquivos",
        "file://",
        "s3://objetos.example.org/arquivos",
        "s3://chave@segredo/arquivos",
        "s3://:segredo@objetos.example.org/arquivos",
        "s3://chave:segredo@/arquivos",
        "s3://chave:segredo@objetos.example.org",
        "s3://chave:segredo@objetos.example.org/um/dois",
        "s3://chave:segredo@objetos.example.org/Arquivos",
        "s3://chave:segredo@objetos.example.org:porta/arquivos",
        "s3://chave:segredo@[objetos/arquivos",
        f"{STORE}?tls=sim",
        f"{STORE}?region=",
        f"{STORE}?regiao=sa-east-1",
        f"{STORE}#parte",
    ],
)
def test_a_bad_file_store_is_named_in_one_line(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused):
        environment.storage(url)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("sispmpi: STORAGE_URL")
    assert "segredo" not in line


def options(url: str) -> Any:
    return environment.storage(url)["OPTIONS"]


def test_a_bucket_is_reached_over_tls_unless_the_address_says_otherwise() -> None:
    assert options(STORE)["endpoint_url"] == "https://objetos.example.org"
    assert options(f"{STORE}?tls=0")["endpoint_url"] == "http://objetos.example.org"
    assert options(f"{STORE}?region=sa-east-1")["region_name"] == "sa-east-1"


def test_signs_in_key_and_secret_are_read_as_written() -> None:
    found = options("s3://ch%3Ave:a%2Fb%2Bc%40d@[::1]:9000/meus.arquivos?tls=1")
    assert (found["access_key"], found["secret_key"]) == ("ch:ve", "a/b+c@d")
    assert (found["endpoint_url"], found["bucket_name"]) == ("https://[::1]:9000", "meus.arquivos")


@pytest.mark.parametrize(
    ("read", "url"),
    [
        (lambda url: environment.database(url, "GIVEN"), "postgres://ana:segredo@db:porta/rede"),
        (lambda url: environment.broker(url, "GIVEN"), "redis://:segredo@fila:70000/0"),
        (environment.mail, "smtp://ana:segredo@correio:porta"),
    ],
    ids=["database", "broker", "mail"],
)
def test_a_port_that_is_no_number_is_named_in_one_line(
    read: Any, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Refused):
        read(url)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(("sispmpi: GIVEN is", "sispmpi: EMAIL_URL is"))
    assert "segredo" not in line
