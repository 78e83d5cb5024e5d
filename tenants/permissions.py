"""Who may see and change the places of organisations."""

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Capability, Profile, capability

SEE_TENANTS = Capability("tenants.see", CENTRE_PROFILES)
SUSPEND_TENANT = capability("tenants.suspend", Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR)
STEER_TENANT = capability(
    "tenants.steer", Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR, Profile.SYSTEM
)
END_TENANT = capability("tenants.end", Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR)
RESTORE_TENANT = capability("tenants.restore", Profile.SYSTEM)
MOVE_TENANT = capability("tenants.move", Profile.SYSTEM)
RECOUNT = capability("tenants.recount", Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR, Profile.SYSTEM)
SEE_OWN_COPIES = capability(
    "tenants.see_own_copies",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    title="Ver as cópias de segurança",
)
RENAME_HOST = capability("tenants.rename_host", Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR)
SEE_UPGRADES = capability(
    "tenants.see_upgrades", Profile.NETWORK_ADMIN, Profile.DCI_DIRECTOR, Profile.DTIC
)
SEE_DELIVERIES = capability(
    "tenants.see_deliveries",
    Profile.NETWORK_ADMIN,
    Profile.DCI_DIRECTOR,
    Profile.DTIC,
    Profile.SYSTEM,
)
REPLAY_DELIVERY = capability("tenants.replay_delivery", Profile.NETWORK_ADMIN, Profile.SYSTEM)
UPGRADE_TENANTS = capability("tenants.upgrade", Profile.NETWORK_ADMIN)
MANAGE_HOSTS = capability(
    "tenants.manage_hosts", Profile.ORGANISATION_ADMIN, title="Cuidar dos endereços"
)
OPEN_TRAINING = capability("tenants.open_training", Profile.NETWORK_ADMIN)
SEE_TRAINING = Capability(
    "tenants.see_training", CENTRE_PROFILES | ORGANISATION_PROFILES, "Ver o treinamento"
)
RESET_TRAINING = capability(
    "tenants.reset_training",
    Profile.NETWORK_ADMIN,
    Profile.ORGANISATION_ADMIN,
    title="Recomeçar o treinamento",
)
SUPPORT = capability("tenants.support", Profile.NETWORK_ADMIN, Profile.DTIC)
SEE_SUPPORT = capability(
    "tenants.see_support",
    Profile.NETWORK_ADMIN,
    Profile.DTIC,
    Profile.DCI_DIRECTOR,
    Profile.AUDITOR,
)
SEE_OWN_SUPPORT = capability(
    "tenants.see_own_support",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    title="Ver os atendimentos da CGE-MG",
)
ALLOW_SUPPORT = capability(
    "tenants.allow_support",
    Profile.ORGANISATION_ADMIN,
    title="Permitir alterações durante um atendimento e encerrá-lo",
)
REQUEST_BIRTH = capability(
    "tenants.request_birth",
    Profile.PUBLICATION,
    Profile.DCI_DIRECTOR,
    Profile.NETWORK_ADMIN,
    Profile.SYSTEM,
)
SEE_ISSUED = capability(
    "tenants.see_issued",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.DCI_DIRECTOR,
    Profile.NETWORK_ADMIN,
    Profile.AUDITOR,
    title="Ver os documentos emitidos",
)
REVOKE_ISSUED = capability(
    "tenants.revoke_issued",
    Profile.ORGANISATION_ADMIN,
    Profile.DCI_DIRECTOR,
    title="Revogar documentos emitidos",
)
REVOKE_OF_CONTROL = capability(
    "tenants.revoke_of_control",
    Profile.INTERNAL_CONTROL,
    title="Revogar relatórios do controle interno",
)
