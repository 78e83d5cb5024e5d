"""What is told between the draft of a plan and its publication: to who is next, and why."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind

VALUES = {
    "plano": "Integridade da Saúde 2026",
    "parecer": "adequado com ressalvas",
    "motivo": "Falta o prazo da ação 3.",
    "quem": "Controle interno",
}


def of_approval(name: str, title: str, sentence: str, *profiles: Profile) -> Kind:
    """The kind for one step of the road."""
    return register(
        Kind(
            key=f"formulation.approval_{name}",
            title=title,
            audience=" e ".join(each.label for each in profiles) + " do órgão",
            subject="Aprovação do plano de integridade",
            sentence=sentence,
            values=VALUES,
            profiles=frozenset(profiles),
        )
    )


TO_OPINE = of_approval(
    "to_opine",
    "Plano aguarda parecer",
    "O plano {plano} foi enviado para análise. Leia o plano e dê o parecer.",
    Profile.INTERNAL_CONTROL,
)
TO_DECIDE = of_approval(
    "to_decide",
    "Plano aguarda aprovação",
    "O plano {plano} aguarda a sua decisão. Parecer do controle interno: {parecer}.",
    Profile.HEAD,
)
TO_PUBLISH = of_approval(
    "to_publish",
    "Plano aprovado",
    "O plano {plano} foi aprovado. Falta publicar, com o ato e as duas ciências.",
    Profile.FORMULATION,
    Profile.INTERNAL_CONTROL,
)
RETURNED = of_approval(
    "returned",
    "Plano devolvido",
    "O plano {plano} foi devolvido: {motivo}",
    Profile.FORMULATION,
    Profile.INTERNAL_CONTROL,
)
RECALLED = of_approval(
    "recalled",
    "Elaboração do plano retomada",
    "Quem elabora retomou o plano {plano}: não há mais o que analisar. Motivo: {motivo}",
    Profile.INTERNAL_CONTROL,
    Profile.HEAD,
)
NOBODY = of_approval(
    "nobody",
    "Falta quem analise o plano",
    "O plano {plano} está parado: ninguém tem o perfil {quem} neste órgão. Convide a pessoa.",
    Profile.ORGANISATION_ADMIN,
)
POLICY_SET = register(
    Kind(
        key="formulation.approval_policy",
        title="Regras de aprovação dos planos mudaram",
        audience="Controle interno",
        subject="Regras de aprovação dos planos de integridade",
        sentence="{quem} mudou como os planos são aprovados. Motivo: {motivo}",
        values={"quem": "Ana Administradora", "motivo": "Somos só dois."},
        profiles=frozenset({Profile.INTERNAL_CONTROL}),
    )
)
