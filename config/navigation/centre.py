"""Where the people of CGE-MG go."""

from agreements.desk.permissions import SEE_DESK
from agreements.improvements.permissions import SEE_REPORTS
from agreements.privacy.permissions import SEE_SUBJECTS
from agreements.publication.permissions import SEE_PUBLICATION
from agreements.registry.permissions import SEE_AGREEMENTS, SEE_REQUESTS
from agreements.signatures.permissions import SEE_ROOTS
from agreements.work_plans.permissions import SEE_CLAUSES
from audit.permissions import SEE_JOURNAL
from config.navigation.entry import ADMINISTRATION, NETWORK, Entry
from integrity.library.permissions import CURATE_LIBRARY
from notifications.permissions import MANAGE_MAIL
from people.permissions import MANAGE_PEOPLE
from tenants.permissions import SEE_ISSUED, SEE_SUPPORT, SEE_TENANTS, SEE_UPGRADES

CENTRE: tuple[Entry, ...] = (
    Entry(
        "Pedidos",
        "registry:requests",
        SEE_REQUESTS,
        "inbox",
        "O que chegou, o que espera decisão e o que já foi decidido.",
    ),
    Entry(
        "Acordos",
        "registry:agreements",
        SEE_AGREEMENTS,
        "file-signature",
        "Minutas, assinaturas, vigência e cada passo do acordo.",
    ),
    Entry(
        "Publicação e entrega",
        "publication:queue",
        SEE_PUBLICATION,
        "newspaper",
        "Extratos no Diário Oficial, entrega do código e aceite dos termos.",
    ),
    Entry(
        "Relatórios anuais",
        "improvements:reports",
        SEE_REPORTS,
        "clipboard-list",
        "Como foi o ano de cada acordo, contado pelos dois lados.",
    ),
    Entry("Melhorias", "exchange:improvements", SEE_REPORTS, on_home=False, group=NETWORK),
    Entry(
        "Organizações",
        "organisations:list",
        SEE_TENANTS,
        "city",
        "Quem já tem o seu espaço, seu endereço e sua situação.",
        group=NETWORK,
    ),
    Entry("Painel dos acordos", "desk:dashboard", SEE_DESK, on_home=False, group=NETWORK),
    Entry("O que espera por mim", "desk:queue", SEE_DESK, "tasks", "O mais urgente primeiro."),
    Entry(
        "Atualizações",
        "upgrades:list",
        SEE_UPGRADES,
        "sync-alt",
        "Até onde a última versão do sistema chegou e quem ficou para trás.",
        group=NETWORK,
    ),
    Entry(
        "Situação da rede",
        "network:situation",
        SEE_TENANTS,
        "chart-line",
        "Planos, ações e atrasos de todas as organizações.",
        group=NETWORK,
    ),
    Entry("Biblioteca", "library:library", CURATE_LIBRARY, on_home=False, group=NETWORK),
    Entry("Dados propostos", "registry:proposals", SEE_REQUESTS, on_home=False, group=NETWORK),
    Entry("Cláusulas", "work_plans:clauses", SEE_CLAUSES, on_home=False, group=NETWORK),
    Entry(
        "Pessoas",
        "people:list",
        MANAGE_PEOPLE,
        "users",
        "Quem acessa a administração central e com qual perfil.",
        group=ADMINISTRATION,
    ),
    Entry("Raízes de certificado", "signatures:roots", SEE_ROOTS, on_home=False, group=NETWORK),
    Entry(
        "Documentos emitidos",
        "issued:list",
        SEE_ISSUED,
        "file-pdf",
        "Minutas e outros documentos gerados aqui, com o código que o portal confere.",
        on_home=False,
        group=ADMINISTRATION,
    ),
    Entry(
        "Correio",
        "notifications:problems",
        MANAGE_MAIL,
        "envelope",
        "E-mails que não chegaram, endereços excluídos e os textos dos avisos.",
        on_home=False,
        is_whole=True,
        group=ADMINISTRATION,
    ),
    Entry(
        "Diário",
        "journal:list",
        SEE_JOURNAL,
        "book",
        "O que foi feito, por quem, quando e por quê; e a prova de que nada mudou.",
        on_home=False,
        group=ADMINISTRATION,
    ),
    Entry(
        "Pedidos de titulares",
        "privacy:subjects",
        SEE_SUBJECTS,
        "user-shield",
        "Contatos e outras pessoas sem conta que pediram a eliminação dos seus dados.",
        on_home=False,
        group=ADMINISTRATION,
    ),
    Entry(
        "Atendimentos",
        "support:list",
        SEE_SUPPORT,
        "life-ring",
        "Quem da CGE-MG entrou em qual organização, por quê e o que viu.",
        on_home=False,
        group=ADMINISTRATION,
    ),
)
