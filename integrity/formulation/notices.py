"""What is told when a plan is published (E5 to E9): to each profile what comes next for it."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind

PUBLISHED = "Plano publicado: {plano}. Agora, "


def published(name: str, title: str, next_step: str, profile: Profile) -> Kind:
    """The kind for one profile of the organ."""
    return register(
        Kind(
            key=f"formulation.published_{name}",
            title=f"Plano publicado: {title}",
            audience=f"{profile.label} do órgão",
            subject="Plano de integridade publicado",
            sentence=PUBLISHED + next_step,
            values={"plano": "Integridade da Saúde 2026"},
            profiles=frozenset({profile}),
        )
    )


TO_ADMINISTRATION = published(
    "administration",
    "para a administração",
    "o órgão passa à execução.",
    Profile.ORGANISATION_ADMIN,
)
TO_CONTROL = published(
    "control",
    "para o controle interno",
    "registre quem vai executar as ações de cada unidade.",
    Profile.INTERNAL_CONTROL,
)
TO_MONITORS = published(
    "monitors",
    "para a comissão de monitoramento",
    "reúna quem responde por cada ação para começar a execução.",
    Profile.MONITORING,
)
NO_MONITORS = published(
    "no_monitors",
    "falta a comissão de monitoramento",
    "registre quem vai monitorar: o órgão ainda não tem comissão de monitoramento.",
    Profile.INTERNAL_CONTROL,
)
TO_DRAFTERS = published(
    "drafters",
    "para a comissão de formulação",
    "a elaboração está encerrada. Obrigado pelo trabalho!",
    Profile.FORMULATION,
)
TO_HEAD = published(
    "head",
    "para a alta administração",
    "o plano de integridade do órgão está em vigor.",
    Profile.HEAD,
)
EVERYBODY = (TO_ADMINISTRATION, TO_CONTROL, TO_MONITORS, TO_DRAFTERS, TO_HEAD)
