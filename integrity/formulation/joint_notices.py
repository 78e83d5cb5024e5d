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
                "parecer": "adequado com ressalvas",
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
TAKING_PART = "{} de cada órgão participante"
SENT = of_joint_plan(
    "sent",
    "Plano conjunto enviado para análise",
    TAKING_PART.format("Alta administração e Controle interno"),
    "O plano {plano}, que {orgao} coordena, foi enviado para análise.",
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
)
OPINED = of_joint_plan(
    "opined",
    "Plano conjunto recebeu parecer",
    TAKING_PART.format("Alta administração e Controle interno"),
    "Parecer do controle interno sobre o plano {plano}: {parecer}. {orgao} vai decidir.",
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
)
APPROVED = of_joint_plan(
    "approved",
    "Plano conjunto aprovado",
    TAKING_PART.format("Alta administração, Controle interno e Comissão de formulação"),
    "O plano {plano} foi aprovado. {orgao} vai publicar.",
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
    Profile.FORMULATION,
)
RETURNED = of_joint_plan(
    "returned",
    "Plano conjunto devolvido",
    TAKING_PART.format("Alta administração, Controle interno e Comissão de formulação"),
    "O plano {plano} foi devolvido a {orgao}, que o coordena: {motivo}",
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
    Profile.FORMULATION,
)
RECALLED = of_joint_plan(
    "recalled",
    "Elaboração do plano conjunto retomada",
    TAKING_PART.format("Alta administração, Controle interno e Comissão de formulação"),
    "{orgao} retomou a elaboração do plano {plano}. Motivo: {motivo}",
    Profile.HEAD,
    Profile.INTERNAL_CONTROL,
    Profile.FORMULATION,
)
