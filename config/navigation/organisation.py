"""Where the people of an organisation go."""

from agreements.improvements.permissions import SEE_OWN_REPORTS
from agreements.registry.permissions import PROPOSE_CHANGE, SEE_AGREEMENTS
from audit.permissions import SEE_JOURNAL
from config.navigation.entry import ADMINISTRATION, Entry
from integrity.evaluation.permissions import VIEW as VIEW_EVALUATION
from integrity.execution.permissions import EXECUTE
from integrity.formulation.permissions import (
    MANAGE_CATALOGUES,
    MANAGE_METHOD,
    VIEW_PLAN,
    VIEW_STRUCTURE,
)
from integrity.monitoring.permissions import VIEW as VIEW_MONITORING
from notifications.permissions import MANAGE_MAIL
from people.permissions import MANAGE_PEOPLE
from tenants.permissions import MANAGE_HOSTS, SEE_ISSUED, SEE_OWN_COPIES, SEE_OWN_SUPPORT

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
