"""What the portal offers to everybody."""

from config.navigation.entry import TRANSPARENCY, Entry

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
