"""What is told about yearly reports."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind

PARTNER_READERS = (Profile.ORGANISATION_ADMIN, Profile.HEAD)
CENTRE_READERS = (Profile.DCI_ANALYST, Profile.DCI_DIRECTOR)
REVIEWERS = (Profile.DTIC,)

ARRIVED = register(
    Kind(
        key="improvements.report_arrived",
        title="Relatório anual recebido",
        audience="DCI, e administração e alta administração da organização",
        subject="Relatório anual do {acordo}",
        sentence="{quem} enviou o relatório anual {ciclo} do {acordo}.",
        values={"quem": "A CGE-MG", "ciclo": "1", "acordo": "Acordo 1/2026"},
        profiles=frozenset({*PARTNER_READERS, *CENTRE_READERS}),
    )
)
JUDGED = register(
    Kind(
        key="improvements.report_judged",
        title="Relatório anual apreciado",
        audience="Administração e alta administração da organização",
        subject="Seu relatório anual foi apreciado",
        sentence="A CGE-MG {decisao} o relatório anual do ciclo {ciclo}{destino}.",
        values={"decisao": "devolveu", "ciclo": "1", "destino": " para ajustes"},
        profiles=frozenset(PARTNER_READERS),
    )
)
IMPROVEMENT_ARRIVED = register(
    Kind(
        key="improvements.improvement_arrived",
        title="Melhoria a analisar",
        audience="DTIC",
        subject="Melhoria a analisar: {titulo}",
        sentence="{quem} {fez} a melhoria “{titulo}”: leia o código e decida.",
        values={"quem": "Vila Nova", "fez": "enviou", "titulo": "Aviso de prazo"},
        profiles=frozenset(REVIEWERS),
    )
)
IMPROVEMENT_JUDGED = register(
    Kind(
        key="improvements.improvement_judged",
        title="Melhoria apreciada pela DTIC",
        audience="Administração e alta administração da organização",
        subject="A sua melhoria foi apreciada: {titulo}",
        sentence="A CGE-MG {fez} “{titulo}”.",
        values={"fez": "pediu ajustes na melhoria", "titulo": "Aviso de prazo"},
        profiles=frozenset(PARTNER_READERS),
    )
)
