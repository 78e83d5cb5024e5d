"""What is told to who asks after the own data, and to who has something to do about it."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

WHOSE = "Pessoa sem conta que pergunta pelos próprios dados"
ANSWER = "É a resposta a um pedido da própria pessoa."

WAY = register(
    Kind(
        key="privacy.way",
        title="Link dos dados pessoais",
        audience=WHOSE,
        subject="Seus dados no SisPMPI em Rede",
        body=(
            "Olá.\n\nAlguém, provavelmente você, pediu acesso aos dados pessoais ligados a este"
            " e-mail no registro de acordos da CGE-MG. Por este link você baixa uma cópia deles ou"
            " pede que sejam eliminados:\n{link}\n\nO link vale até {prazo}, e a cópia é entregue"
            " uma vez só. Se não foi você, apague esta mensagem: nada acontece."
        ),
        values={"prazo": "10/12/2026 às 14:00"},
        locked=ANSWER,
        is_of_centre=True,
    )
)
ANSWERED = register(
    Kind(
        key="privacy.answered",
        title="Resposta ao pedido de eliminação",
        audience=WHOSE,
        subject="Resposta ao seu pedido de eliminação de dados ({numero})",
        body=(
            "Olá.\n\n{resposta}\n\nSe não concordar, responda à CGE-MG ou procure a Autoridade"
            " Nacional de Proteção de Dados (LGPD, art. 18, § 1º):\n{link}"
        ),
        values={"numero": "1A2B3C4D", "resposta": "Eliminamos os seus dados pessoais."},
        locked=ANSWER,
        is_of_centre=True,
    )
)
TO_ANSWER = register(
    Kind(
        key="privacy.to_answer",
        title="Eliminação de dados a responder",
        audience="Direção da DCI e administração da rede",
        subject="SisPMPI: eliminação de dados a responder",
        sentence="O pedido de titular {numero} espera resposta até {prazo}.",
        values={"numero": "1A2B3C4D", "prazo": "25/12/2026"},
        profiles=frozenset({Profile.DCI_DIRECTOR, Profile.NETWORK_ADMIN}),
        channel=Channel.IN_APP,
    )
)
REPLACE = register(
    Kind(
        key="privacy.replace_contact",
        title="Contato pediu a eliminação dos seus dados",
        audience="Administração e alta administração da organização",
        subject="SisPMPI: indique outro contato à CGE-MG",
        sentence=(
            "{nome_do_contato} pediu à CGE-MG a eliminação dos seus dados. Indique outra pessoa"
            " como contato do acordo."
        ),
        values={"nome_do_contato": "Flora Focal"},
        profiles=frozenset({Profile.ORGANISATION_ADMIN, Profile.HEAD}),
    )
)
