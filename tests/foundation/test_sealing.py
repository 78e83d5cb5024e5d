"""What is sealed opens only under the same key and for the same purpose."""

import pytest
from pytest_django.fixtures import Settings

from foundation.sealing import Unreadable, seal, unseal


def test_what_is_sealed_does_not_show_and_opens_again() -> None:
    sealed = seal("segredo do aplicativo", purpose="totp")
    assert "segredo" not in sealed
    assert sealed != seal("segredo do aplicativo", purpose="totp")
    assert unseal(sealed, purpose="totp") == "segredo do aplicativo"


def test_another_purpose_does_not_open_it() -> None:
    with pytest.raises(Unreadable):
        unseal(seal("segredo", purpose="totp"), purpose="outra coisa")


def test_a_changed_character_is_noticed() -> None:
    sealed = seal("segredo", purpose="totp")
    other = "A" if sealed[20] != "A" else "B"
    with pytest.raises(Unreadable):
        unseal(sealed[:20] + other + sealed[21:], purpose="totp")


def test_a_new_key_is_put_first_and_the_old_one_still_opens(settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = ["chave antiga, comprida o bastante"]
    old = seal("segredo", purpose="totp")
    settings.ENCRYPTION_KEYS = ["chave nova, comprida o bastante", *settings.ENCRYPTION_KEYS]
    new = seal("segredo", purpose="totp")
    assert unseal(old, purpose="totp") == unseal(new, purpose="totp") == "segredo"
    settings.ENCRYPTION_KEYS = ["chave antiga, comprida o bastante"]
    with pytest.raises(Unreadable):
        unseal(new, purpose="totp")
