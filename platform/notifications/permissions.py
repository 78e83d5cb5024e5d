"""Who looks after the mail of a place: its words, its addresses, what did not arrive."""

from access.rules import Actor, Profile, capability, require
from foundation.refusals import Denied

MANAGE_MAIL = capability(
    "notifications.manage_mail",
    Profile.ORGANISATION_ADMIN,
    Profile.NETWORK_ADMIN,
    title="Editar os textos dos avisos e ver as mensagens que não chegaram",
)


def may_manage(actor: Actor) -> None:
    """Raise Denied unless the actor may: mail is of the whole place, and has no organs."""
    require(actor, MANAGE_MAIL)
    if actor.organ_id is not None:
        raise Denied("O correio é da organização inteira: peça o perfil sem órgão definido.")
