"""The main menu and the cards of the first page: one table for each kind of host.

An entry is shown to the profiles that its capability grants; the page behind it asks again.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from access.middleware import actor_of_request
from access.rules import Actor, Capability
from agreements.desk.permissions import SEE_DESK
from agreements.improvements.permissions import SEE_OWN_REPORTS, SEE_REPORTS
from agreements.privacy.permissions import SEE_SUBJECTS
from agreements.publication.permissions import SEE_PUBLICATION
from agreements.registry.permissions import PROPOSE_CHANGE, SEE_AGREEMENTS, SEE_REQUESTS
from agreements.signatures.permissions import SEE_ROOTS
from agreements.work_plans.permissions import SEE_CLAUSES
from audit.permissions import SEE_JOURNAL
from identity.models import User
from integrity.evaluation.permissions import VIEW as VIEW_EVALUATION
from integrity.execution.permissions import EXECUTE
from integrity.formulation.permissions import (
    MANAGE_CATALOGUES,
    MANAGE_METHOD,
    VIEW_PLAN,
    VIEW_STRUCTURE,
)
from integrity.library.permissions import CURATE_LIBRARY
from integrity.monitoring.permissions import VIEW as VIEW_MONITORING
from notifications.permissions import MANAGE_MAIL
from notifications.queries import MOST_UNREAD, unread_count
from people.permissions import MANAGE_PEOPLE
from tenants.permissions import (
    MANAGE_HOSTS,
    SEE_ISSUED,
    SEE_OWN_COPIES,
    SEE_OWN_SUPPORT,
    SEE_SUPPORT,
    SEE_TENANTS,
    SEE_UPGRADES,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go: `on_home` puts it among the cards of the first page, with its sentence.

    Entries of one `group` share a menu of that name, shown where the first of them stands.
    """

    label: str
    route: str
    wanted: Capability | None
    icon: str = ""
    says: str = ""
    on_home: bool = True
    group: str = ""
    is_whole: bool = False  # only for who holds the profile over the whole, not in one organ

    def opens_to(self, actor: Actor) -> bool:
        """Whether the page behind it is for the actor."""
        reaches = actor.organ_id is None or not self.is_whole
        return reaches and (self.wanted is None or actor.may(self.wanted))

    def url(self, request: HttpRequest) -> str:
        """The path on the present host."""
        return reverse(self.route, urlconf=getattr(request, "urlconf", None))


NETWORK = "Rede"
TRANSPARENCY = "Transparência"
ADMINISTRATION = "Administração"
PORTAL: tuple[Entry, ...] = (
    Entry("Acordos e extratos", "publication:extracts", None, "search"),
    Entry("Verificar documento", "verification:page", None, "check-circle"),
    Entry("Melhorias", "improvements:improvements", None, "code-branch"),
    Entry("Organizações", "network_portal:organisations", None, "city"),
    Entry("Mapa", "openness:map", None, "map", group=TRANSPARENCY),
    Entry("Acordos em números", "openness:figures", None, "chart-bar", group=TRANSPARENCY),
    Entry("Dados abertos", "openness:data", None, "database", group=TRANSPARENCY),
    Entry("Raízes dos diários", "journal_roots:list", None, "link", group=TRANSPARENCY),
    Entry("Atendimentos", "support_portal:list", None, "life-ring", group=TRANSPARENCY),
    Entry("Meus dados", "privacy_portal:ask", None, "user-shield", group=TRANSPARENCY),
    Entry("Solicitar o SisPMPI", "registry_portal:submit", None, "file-signature"),
)
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
ORGANISATION: tuple[Entry, ...] = (
    Entry(
        "Formulação",
        "formulation:plans",
        VIEW_PLAN,
        "drafting-compass",
        "Comissão, eixos e ações, até a publicação do plano de integridade.",
    ),
    Entry(
        "Execução",
        "execution:list",
        EXECUTE,
        "tasks",
        "O que cada unidade faz: prazos, responsáveis, andamento e evidências.",
    ),
    Entry(
        "Monitoramento",
        "monitoring:dashboard",
        VIEW_MONITORING,
        "chart-pie",
        "Painel da comissão: semáforo, pontos de atenção e recomendações.",
    ),
    Entry(
        "Avaliação",
        "evaluation:overview",
        VIEW_EVALUATION,
        "search-plus",
        "Recomendações do controle interno e relatório de monitoramento.",
    ),
    Entry(
        "Acordo",
        "registry:own_agreement",
        SEE_AGREEMENTS,
        "file-signature",
        "O acordo com a CGE-MG: marcos, vigência, plano de trabalho e entregas.",
    ),
    Entry(
        "Relatório anual",
        "improvements:reports",
        SEE_OWN_REPORTS,
        "clipboard-list",
        "As melhorias feitas no código, informadas todo ano à CGE-MG.",
    ),
    Entry("Melhorias", "exchange:improvements", SEE_OWN_REPORTS, "code-branch", on_home=False),
    Entry(
        "Estrutura",
        "formulation:structure",
        VIEW_STRUCTURE,
        "sitemap",
        "Órgãos e unidades da organização.",
        group=ADMINISTRATION,
    ),
    Entry(
        "Método",
        "formulation:method",
        MANAGE_METHOD,
        "sliders-h",
        "Palavras, prazos do semáforo e eixos de partida da organização.",
        on_home=False,
        group=ADMINISTRATION,
        is_whole=True,
    ),
    Entry(
        "Catálogos",
        "formulation:catalogues",
        MANAGE_CATALOGUES,
        "list",
        "As palavras oferecidas para escolha nos formulários.",
        on_home=False,
        group=ADMINISTRATION,
    ),
    Entry(
        "Pessoas",
        "people:list",
        MANAGE_PEOPLE,
        "users",
        "Quem acessa o sistema e com qual perfil.",
        group=ADMINISTRATION,
    ),
    Entry(
        "Dados da organização",
        "registry:own_data",
        PROPOSE_CHANGE,
        "id-card",
        "O que a CGE-MG sabe da organização e dos seus contatos, e o que se pede para mudar.",
        on_home=False,
        group=ADMINISTRATION,
    ),
    Entry(
        "Endereços",
        "hosts:list",
        MANAGE_HOSTS,
        "globe",
        "Onde o sistema abre, e os endereços próprios da organização.",
        on_home=False,
        group=ADMINISTRATION,
    ),
    Entry(
        "Cópias de segurança",
        "copies:own",
        SEE_OWN_COPIES,
        "hdd",
        "A última cópia dos dados e a última restauração comprovada.",
        group=ADMINISTRATION,
    ),
    Entry(
        "Documentos emitidos",
        "issued:list",
        SEE_ISSUED,
        "file-pdf",
        "Planos e relatórios gerados aqui, com o código que qualquer pessoa confere.",
        on_home=False,
        is_whole=True,
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
        is_whole=True,
        group=ADMINISTRATION,
    ),
    Entry(
        "Atendimentos",
        "support:list",
        SEE_OWN_SUPPORT,
        "life-ring",
        "Quem da CGE-MG entrou aqui, por quê e o que viu.",
        on_home=False,
        is_whole=True,
        group=ADMINISTRATION,
    ),
)
MENUS = {"portal": PORTAL, "centre": CENTRE, "organisation": ORGANISATION}


def entries(kind: str, actor: Actor | None) -> list[Entry]:
    """What the actor may go to; on the portal, everything."""
    if kind == "portal":
        return list(MENUS["portal"])
    if actor is None:
        return []
    return [entry for entry in MENUS.get(kind, ()) if entry.opens_to(actor)]


def menu(request: HttpRequest) -> dict[str, object]:
    """Context processor: `nav` for the header and, for people, the link to their notices."""
    kind = getattr(request, "host_kind", "")
    signed_in = kind in ("centre", "organisation") and hasattr(request, "user")
    actor = actor_of_request(request) if signed_in else None
    nav = grouped(entries(kind, actor), request)
    if actor is None:
        return {"nav": nav, "account_nav": [], "bell": None}
    if actor.visit is not None:
        return {"nav": nav, "account_nav": guest_links(request), "bell": None}
    return {"nav": nav, "account_nav": account_links(request), "bell": bell(request)}


def bell(request: HttpRequest) -> dict[str, object]:
    """The way to one's notices, and how many are new; counted no further than a hundred."""
    assert isinstance(request.user, User)
    number = unread_count(request.user)
    url = reverse("notifications:list", urlconf=getattr(request, "urlconf", None))
    return {"url": url, "number": "99+" if number >= MOST_UNREAD else number}


def guest_links(request: HttpRequest) -> list[dict[str, str]]:
    """What somebody of CGE-MG has instead of an account here."""
    urlconf = getattr(request, "urlconf", None)
    way_out = reverse("support:leave", urlconf=urlconf)
    return [{"label": "Encerrar o atendimento", "url": way_out}]


def grouped(shown: list[Entry], request: HttpRequest) -> list[dict[str, object]]:
    """Links, and menus of links under one label; a menu of one link is that link."""
    menus: dict[str, list[dict[str, object]]] = {}
    for entry in shown:
        link: dict[str, object] = {"label": entry.label, "icon": entry.icon}
        menus.setdefault(entry.group or entry.label, []).append(link | {"url": entry.url(request)})
    return [
        links[0] if len(links) == 1 else {"label": label, "links": links}
        for label, links in menus.items()
    ]


def account_links(request: HttpRequest) -> list[dict[str, str]]:
    """Links of the person's own menu."""
    urlconf = getattr(request, "urlconf", None)
    return [
        {"label": "Meus avisos", "url": reverse("notifications:list", urlconf=urlconf)},
        {
            "label": "Como quero receber avisos",
            "url": reverse("notifications:preferences", urlconf=urlconf),
        },
        {"label": "Meus dados", "url": reverse("people:own_data", urlconf=urlconf)},
    ]
