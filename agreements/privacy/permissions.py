"""Who asks after the own data without an account, who answers, and who reads along."""

from access.rules import Profile, capability

ASK_OWN_DATA = capability("privacy.ask_own_data", Profile.REQUESTER)
SEE_SUBJECTS = capability(
    "privacy.see",
    Profile.DCI_DIRECTOR,
    Profile.NETWORK_ADMIN,
    Profile.AUDITOR,
    title="Ver os pedidos de titulares sem conta",
)
ANSWER_SUBJECTS = capability(
    "privacy.answer",
    Profile.DCI_DIRECTOR,
    Profile.NETWORK_ADMIN,
    title="Eliminar dados pessoais a pedido de titulares sem conta",
)
FORGET_ADDRESSES = capability("privacy.forget_addresses", Profile.SYSTEM)
