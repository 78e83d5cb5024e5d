"""What is told between the organs of a joint plan."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind


def of_joint_plan(name: str, title: str, audience: str, sentence: str, *to: Profile) -> Kind:
    """The kind for one thing that happens between them."""
    return register(
        Kind(
            key=f"formulation.joint_{name}",
            title=title,
            audience=audience,
            subject="Plano conjunto de integridade",
            sentence=sentence,
            values={
                "plano": "Integridade do Meio Ambiente 2026",
                "orgao": "Instituto das Águas",
                "motivo": "Já temos plano próprio.",
            },
            profiles=frozenset(to),
        )
    )


ASKED = of_joint_plan(
    "asked",
    "Órgão convidado a um plano conjunto",
    "Alta administração e Controle interno do órgão convidado",
    "{orgao} foi convidado a participar do plano {plano}. A alta administração diz se concorda.",
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
)
AGREED = of_joint_plan(
    "agreed",
    "Órgão aceitou o plano conjunto",
    "Comissão de formulação e Controle interno do órgão que coordena",
    "{orgao} está de acordo em participar do plano {plano}.",
    Profile.FORMULATION,
    Profile.INTERNAL_CONTROL,
)
DECLINED = of_joint_plan(
    "declined",
    "Órgão recusou o plano conjunto",
    "Comissão de formulação e Controle interno do órgão que coordena",
    "{orgao} não participa do plano {plano}: {motivo}",
    Profile.FORMULATION,
    Profile.INTERNAL_CONTROL,
)
LEFT = of_joint_plan(
    "left",
    "Órgão retirado de um plano conjunto",
    "Alta administração e Controle interno do órgão retirado",
    "{orgao} não participa mais do plano {plano}, por decisão de quem o coordena.",
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
)
