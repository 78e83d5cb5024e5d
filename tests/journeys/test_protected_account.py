"""A director protects the account: an application, codes on paper, and a passkey of the device."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from access.rules import Profile
from tests.journeys.agreement_road import mail_of, of_the_centre
from tests.journeys.people import PASSWORD, Traveller, Travellers

NAME = "Dalva Diretora"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_device(person: Traveller) -> None:
    """Let the browser answer as a device with a fingerprint reader would."""
    session = person.page.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def leave(person: Traveller, centre: str) -> None:
    """Sign out."""
    person.go(f"{centre}/conta/sair/")
    person.press("Sair")


def code(secret: str, shift: int = 0) -> str:
    """What the application shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


@pytest.mark.journey
@pytest.mark.slow
def test_a_director_signs_in_by_code_by_paper_and_by_fingerprint(travellers: Travellers) -> None:
    centre = travellers.services.url("cge")
    dirce = of_the_centre(travellers, Profile.DCI_DIRECTOR, NAME)
    give_device(dirce)
    dirce.go(f"{centre}/conta/seguranca/")
    dirce.reads("Sua conta só tem a senha")
    dirce.press("Cadastrar aplicativo")
    secret = dirce.page.locator("code").inner_text().strip()
    dirce.fill(code=code(secret))
    dirce.press("Confirmar")
    dirce.reads("Guarde-os agora")
    paper = dirce.page.locator("code").first.inner_text().strip()

    leave(dirce, centre)
    dirce.go(f"{centre}/conta/entrar/")
    dirce.fill(login=mail_of(NAME), password=PASSWORD)
    dirce.press("Entrar")
    dirce.fill(code=code(secret, 1))
    dirce.press("Entrar")
    dirce.reads("Dalva")

    dirce.go(f"{centre}/conta/seguranca/chaves/nova/")
    dirce.fill(name="Notebook do gabinete")
    dirce.tick("passwordless")
    dirce.page.get_by_role("button", name="Cadastrar", exact=True).click()
    dirce.page.wait_for_url(f"{centre}/conta/seguranca/")
    dirce.look()
    dirce.reads("Notebook do gabinete")

    leave(dirce, centre)
    dirce.go(f"{centre}/conta/entrar/")
    dirce.page.get_by_role("button", name="Entrar com chave de acesso").click()
    dirce.page.wait_for_url(f"{centre}/")
    dirce.look()
    dirce.reads("Dalva")

    leave(dirce, centre)
    narrow = travellers.person("Dirce no celular", width=360)
    narrow.go(f"{centre}/conta/entrar/")
    narrow.fill(login=mail_of(NAME), password=PASSWORD)
    narrow.press("Entrar")
    narrow.fill(code=paper)
    narrow.press("Entrar")
    narrow.go(f"{centre}/conta/seguranca/")
    narrow.reads("9 códigos")
