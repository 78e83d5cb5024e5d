"""What SEI tells of the publication of an extract, for the form to begin from; nothing is kept."""

from access.rules import Actor, require
from agreements.publication import permissions
from agreements.signatures.backends.sei import (
    Printed,
    SeiAway,
    SeiRefuses,
    is_configured,
    publication_of,
)
from foundation.refusals import Invalid, NotAllowed

NOT_CONFIGURED = "Esta instalação não está ligada ao SEI: registre a publicação à mão."
NO_NUMBER = "Escreva o número do documento como aparece no SEI: só números, como 98765432."
NOT_OUT = "O SEI ainda não informa publicação deste documento."
REFUSES = "O SEI respondeu: {text}"
AWAY = "O SEI não respondeu agora. Tente mais tarde ou registre a publicação à mão."


def check_sei() -> None:
    """Raise NotAllowed where SEI cannot be asked."""
    if not is_configured():
        raise NotAllowed(NOT_CONFIGURED)


def printed_in_sei(actor: Actor, number: str) -> Printed:
    """Where and when a document came out, as SEI tells. Raises Denied, NotAllowed or Invalid."""
    require(actor, permissions.REGISTER_PUBLICATION)
    check_sei()
    if not (number.isascii() and number.isdigit()):
        raise Invalid({"number": [NO_NUMBER]})
    try:
        found = publication_of(number)
    except SeiRefuses as refusal:
        raise Invalid({"number": [REFUSES.format(text=refusal)]}) from None
    except SeiAway:
        raise Invalid({"number": [AWAY]}) from None
    if found is None or found.published_date is None:
        raise Invalid({"number": [NOT_OUT]})
    return found
