"""What is told when a plan is published (E5 to E9) and of requests to revise it (E12 to E15)."""

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
ABOUT = {
    "plano": "Integridade da Saúde 2026",
    "pedido": "nova versão",
    "motivo": "Falta ouvir as unidades.",
    "razao": "O anexo saiu trocado.",
}


def of_revision(name: str, title: str, sentence: str, audience: str, *profiles: Profile) -> Kind:
    """The kind for one step of a request."""
    return register(
        Kind(
            key=f"formulation.revision_{name}",
            title=title,
            audience=audience,
            subject="Atualização do plano de integridade",
            sentence=sentence,
            values=ABOUT,
            profiles=frozenset(profiles),
        )
    )


OF_ORGAN = "Alta administração e comissão de monitoramento do órgão"
REVISION_ASKED = of_revision(
    "asked",
    "Atualização do plano pedida",
    "Foi pedida {pedido} do plano {plano}. O controle interno vai decidir.",
    OF_ORGAN,
    Profile.HEAD,
    Profile.MONITORING,
)
REVISION_TO_DECIDE = of_revision(
    "to_decide",
    "Atualização do plano a decidir",
    "A comissão de monitoramento pediu {pedido} do plano {plano}. Autorize ou recuse o pedido.",
    "Controle interno do órgão",
    Profile.INTERNAL_CONTROL,
)
REVISION_WITHDRAWN = of_revision(
    "withdrawn",
    "Pedido de atualização retirado",
    "A comissão de monitoramento retirou o pedido de {pedido} do plano {plano}.",
    "Controle interno do órgão",
    Profile.INTERNAL_CONTROL,
)
REVISION_APPROVED = of_revision(
    "approved",
    "Atualização do plano autorizada",
    "O controle interno autorizou {pedido} do plano {plano}. O plano em vigor continua valendo.",
    OF_ORGAN,
    Profile.HEAD,
    Profile.MONITORING,
)
REVISION_TO_DRAFT = of_revision(
    "to_draft",
    "Novo plano a elaborar",
    "Foi autorizada {pedido} do plano {plano}: a elaboração está aberta.",
    "Comissão de formulação do órgão",
    Profile.FORMULATION,
)
NO_DRAFTERS = of_revision(
    "no_drafters",
    "Falta quem elabore o novo plano",
    "Foi autorizada {pedido} do plano {plano}. Registre quem vai elaborar: falta alguém.",
    "Controle interno do órgão",
    Profile.INTERNAL_CONTROL,
)
REVISION_REJECTED = of_revision(
    "rejected",
    "Atualização do plano recusada",
    "O controle interno recusou o pedido de {pedido} do plano {plano}: {motivo}",
    OF_ORGAN,
    Profile.HEAD,
    Profile.MONITORING,
)
PLAN_REOPENED = of_revision(
    "reopened",
    "Plano publicado reaberto",
    "O plano {plano} foi reaberto: {razao} O que foi publicado vale até a próxima publicação.",
    "Todos os perfis do órgão que elaboram, executam, monitoram ou avaliam",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.FORMULATION,
    Profile.HEAD,
    Profile.EXECUTOR,
    Profile.MONITORING,
)
OF_EVERY_ORGAN = (REVISION_ASKED, REVISION_APPROVED, REVISION_REJECTED, PLAN_REOPENED)
EVERYBODY = (TO_ADMINISTRATION, TO_CONTROL, TO_MONITORS, TO_DRAFTERS, TO_HEAD)
TERM_ENDING = register(
    Kind(
        key="formulation.term_ending",
        title="Prazo da comissão perto do fim",
        audience="Comissão de formulação e controle interno do órgão",
        subject="Prazo da comissão do plano de integridade",
        sentence="{aviso_prazo} Plano: {plano}.",
        values={
            "plano": "Integridade da Saúde 2026",
            "aviso_prazo": "O prazo da comissão termina em 15 dias, em 02/05/2026.",
        },
        profiles=frozenset({Profile.FORMULATION, Profile.INTERNAL_CONTROL}),
    )
)
VALIDATED = register(
    Kind(
        key="formulation.validated",
        title="Validação geral registrada",
        audience="Controle interno do órgão",
        subject="Validação do plano de integridade",
        sentence="A validação geral do plano {plano} foi registrada: ele será publicado em breve. "
        "Descubra quem vai monitorar e registre essas pessoas.",
        values={"plano": "Integridade da Saúde 2026"},
        profiles=frozenset({Profile.INTERNAL_CONTROL}),
    )
)
GUEST = register(
    Kind(
        key="formulation.guest_invited",
        title="Convite para a validação do plano",
        audience="Parte interessada convidada, sem conta",
        subject="Contribua com o plano de integridade",
        body="Olá, {nome}.\n\n{orgao} pede a sua contribuição para o plano {plano}. Leia a minuta "
        "e escreva até {ate}, neste endereço que é só seu:\n\n{link}\n\nNão é preciso ter conta.",
        values={
            "plano": "Integridade da Saúde 2026",
            "orgao": "Secretaria de Saúde",
            "ate": "30/04/2026",
        },
        locked="É um convite a quem não tem conta.",
    )
)
GUEST_ANSWERED = register(
    Kind(
        key="formulation.guest_answered",
        title="Contribuição à validação respondida",
        audience="Parte interessada convidada, sem conta",
        subject="A sua contribuição ao plano de integridade foi respondida",
        body="Olá, {nome}.\n\nA comissão do plano {plano} disse o que fez com o que você escreveu. "
        "Leia no endereço que é só seu:\n\n{link}",
        values={"plano": "Integridade da Saúde 2026"},
        locked="É a resposta a quem não tem conta.",
    )
)
SHOW_AGAIN = register(
    Kind(
        key="formulation.show_again",
        title="Página pública: escolher de novo",
        audience="Controle interno e alta administração do órgão",
        subject="Página pública do plano de integridade",
        sentence="O plano {plano} tomou o lugar do que está na página pública. Escolha o que dele "
        "aparece lá, e confira os dados pessoais.",
        values={"plano": "Integridade da Saúde 2026"},
        profiles=frozenset({Profile.INTERNAL_CONTROL, Profile.HEAD}),
    )
)
