"""What is told about recommendations (E10, E11) and their answers."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Kind

ACTION = {"acao": "1.2 Canal de denúncias", "origem": "Controle interno"}

RECOMMENDED = register(
    Kind(
        key="monitoring.recommended",
        title="Nova recomendação a responder",
        audience="Responsável pela ação e quem executa na unidade",
        subject="Nova recomendação sobre uma ação do plano",
        sentence="{origem}: nova recomendação sobre a ação {acao}",
        values=ACTION,
        profiles=frozenset({Profile.EXECUTOR}),
    )
)
TO_COMMISSION = register(
    Kind(
        key="monitoring.control_recommended",
        title="Recomendação do controle interno",
        audience="Comissão de monitoramento do órgão",
        subject="Nova recomendação sobre uma ação do plano",
        sentence="O controle interno fez uma recomendação sobre a ação {acao}",
        values={"acao": ACTION["acao"]},
        profiles=frozenset({Profile.MONITORING}),
    )
)
ANSWERED = register(
    Kind(
        key="monitoring.answered",
        title="Recomendação respondida",
        audience="Quem fez a recomendação",
        subject="Recomendação respondida",
        sentence="Sua recomendação sobre a ação {acao} foi respondida",
        values={"acao": ACTION["acao"]},
        profiles=frozenset({Profile.MONITORING, Profile.INTERNAL_CONTROL}),
    )
)
