"""Addresses inside texts: found whole, and no part of a longer one."""

import pytest

from foundation.addresses import hider, is_address


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<ana@vila.test>: 550 não existe", "<X>: 550 não existe"),
        ("ANA@Vila.test.", "X."),
        ("mariana@vila.test", "mariana@vila.test"),
        ("ana@vila.test.br", "ana@vila.test.br"),
        ("ana@vila.tests", "ana@vila.tests"),
        ("edited:1:ana@vila.test", "edited:1:X"),
        ("ana.lima@vila.test, ana@vila.test", "Y, X".replace("Y", "ana.lima@vila.test")),
    ],
)
def test_an_address_is_hidden_whole(text: str, left: str) -> None:
    assert hider({"ana@vila.test"}, "X")(text) == left


def test_without_addresses_nothing_is_hidden() -> None:
    assert hider(set(), "X")("ana@vila.test") == "ana@vila.test"


def test_what_takes_the_place_is_taken_as_it_is() -> None:
    assert hider({"ana@vila.test"}, r"\1")("ana@vila.test") == r"\1"


@pytest.mark.parametrize(
    ("value", "is_one"),
    [("ana@vila.test", True), ("Ana <ana@vila.test>", False), ("ana", False), (7, False)],
)
def test_an_address_is_told_from_other_values(value: object, is_one: bool) -> None:
    assert is_address(value) is is_one
