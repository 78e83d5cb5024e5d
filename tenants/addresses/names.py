"""What a host of an organisation's own may be called, and how its ownership is proven. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta

from django.db.models import TextChoices

from foundation.flow import Flow, step
from foundation.refusals import Invalid

LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\Z")
PREFIX = "_sispmpi"
LONGEST = 253 - len(PREFIX) - 1
MOST = 10  # hosts asked for or in use that one organisation may have
REQUEST_LIFETIME = timedelta(days=14)


class HostState(TextChoices):
    REQUESTED = "requested", "Aguardando comprovação"
    VERIFIED = "verified", "Comprovado"
    WITHDRAWN = "withdrawn", "Retirado"


HOST_FLOW = Flow(
    {
        "verify": step(HostState.REQUESTED, HostState.VERIFIED, "Conferir"),
        "withdraw": step((HostState.REQUESTED, HostState.VERIFIED), HostState.WITHDRAWN, "Retirar"),
    }
)


def own_host(text: str, *, bases: list[str]) -> str:
    """The host that somebody typed, as the DNS writes it.

    Raises Invalid for what is no host name, and for one that lies under a domain in `bases`.
    """
    name = in_ascii(text.strip().rstrip(".").lower())
    labels = name.split(".")
    if (
        len(name) > LONGEST
        or len(labels) < 2
        or not all(LABEL.match(each) for each in labels)
        or not labels[-1][0].isalpha()
    ):
        raise Invalid(
            {"host": ["Escreva só o nome, como integridade.vilanova.mg.gov.br, sem http:// nem /."]}
        )
    if any(name == base or name.endswith(f".{base}") for base in bases):
        raise Invalid({"host": ["Este endereço é do próprio SisPMPI em Rede; peça um do seu."]})
    return name


def in_ascii(name: str) -> str:
    """A name with accents in the form of the DNS (`xn--…`); empty when it has none."""
    try:
        ascii_form = name.encode("idna").decode("ascii")
        back = ascii_form.encode("ascii").decode("idna")
    except UnicodeError:
        return ""
    plain = unicodedata.normalize("NFC", name)
    return ascii_form.lower() if back.lower() == plain or ascii_form == plain else ""


def record_name(host: str) -> str:
    """Where the organisation publishes the proof."""
    return f"{PREFIX}.{host}"


def record_text(token: str) -> str:
    """What it publishes there, in a TXT record."""
    return f"sispmpi={token}"


def has_lapsed(requested_at: datetime, at: datetime) -> bool:
    """Whether a request was left unproven for so long that another organisation may ask."""
    return at - requested_at > REQUEST_LIFETIME
