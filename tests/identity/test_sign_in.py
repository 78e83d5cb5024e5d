"""The words of the pages that let people in."""

import pytest

from tests.people import Visitor


@pytest.mark.parametrize("path", ["/conta/entrar/", "/conta/senha/esqueci/"])
def test_an_address_is_called_as_everywhere_else(nobody_at_first: Visitor, path: str) -> None:
    page = nobody_at_first.get(path).content.decode()
    assert "E-mail" in page
    assert ">Email" not in page
    assert "placeholder=" not in page


def test_staying_signed_in_is_said_plainly(nobody_at_first: Visitor) -> None:
    page = nobody_at_first.get("/conta/entrar/").content.decode()
    assert "Continuar conectado neste aparelho" in page
