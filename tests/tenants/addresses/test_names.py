"""What may be a host of an organisation's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.refusals import Invalid
from tenants.addresses.names import LABEL, LONGEST, own_host, record_name

BASES = ["sispmpi.mg.gov.br"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("integridade.vilanova.mg.gov.br", "integridade.vilanova.mg.gov.br"),
        ("  Integridade.VilaNova.MG.gov.br. ", "integridade.vilanova.mg.gov.br"),
        ("integridade.guaçuí.mg.gov.br", "integridade.xn--guau-2oa1b.mg.gov.br"),
        ("xn--guau-2oa1b.gov.br", "xn--guau-2oa1b.gov.br"),
    ],
)
def test_a_name_is_kept_as_the_dns_writes_it(typed: str, kept: str) -> None:
    assert own_host(typed, bases=BASES) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        ".",
        "vilanova",
        "https://vilanova.mg.gov.br",
        "vilanova.mg.gov.br/entrar",
        "vilanova.mg.gov.br:8000",
        "vila_nova.mg.gov.br",
        "-vila.mg.gov.br",
        "vila-.mg.gov.br",
        "vila..gov.br",
        "10.0.0.1",
        "[::1]",
        "*.mg.gov.br",
        "straße.gov.br",
        "vila nova.gov.br",
        "vila\x00.gov.br",
        f"{'a' * 64}.gov.br",
        ".".join(["a" * 60] * 4) + ".gov.br",
        "xn--.gov.br",
    ],
)
def test_what_is_no_host_name_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        own_host(typed, bases=BASES)


@pytest.mark.parametrize("typed", ["sispmpi.mg.gov.br", "vila.sispmpi.mg.gov.br"])
def test_what_lies_under_the_domain_of_the_installation_is_not_asked_for(typed: str) -> None:
    with pytest.raises(Invalid, match="próprio"):
        own_host(typed, bases=BASES)


def test_a_domain_that_only_ends_alike_is_another() -> None:
    assert own_host("outrosispmpi.mg.gov.br", bases=BASES) == "outrosispmpi.mg.gov.br"


@given(st.text(max_size=80))
def test_whatever_is_typed_gives_a_safe_name_or_is_refused(typed: str) -> None:
    try:
        name = own_host(typed, bases=BASES)
    except Invalid:
        return
    assert all(LABEL.match(each) for each in name.split("."))
    assert len(record_name(name)) <= 253
    assert len(name) <= LONGEST
    assert own_host(name, bases=BASES) == name
