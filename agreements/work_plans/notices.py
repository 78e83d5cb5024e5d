"""What is told about the stages of a work plan."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

CENTRE = (Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
ORGANISATION = (Profile.ORGANISATION_ADMIN, Profile.HEAD)

STAGE_REPORTED = register(
    Kind(
        key="work_plans.stage_reported",
        title="Etapa do plano de trabalho informada como concluída",
        audience="DCI",
        subject="SisPMPI: etapa de plano de trabalho concluída",
        sentence="{organizacao} informou como concluída a etapa {etapa}: confira a evidência.",
        values={"organizacao": "Vila Nova", "etapa": "3.1 Preparar o ambiente"},
        profiles=frozenset(CENTRE),
        channel=Channel.IN_APP,
    )
)
STAGE_REOPENED = register(
    Kind(
        key="work_plans.stage_reopened",
        title="Etapa do plano de trabalho reaberta",
        audience="Administração e alta administração da organização",
        subject="SisPMPI: etapa do plano de trabalho reaberta",
        sentence="A CGE-MG reabriu a etapa {etapa}: {motivo}",
        values={"etapa": "3.1 Preparar o ambiente", "motivo": "Falta o endereço do sistema."},
        profiles=frozenset(ORGANISATION),
    )
)
