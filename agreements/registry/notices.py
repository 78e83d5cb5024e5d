"""What is told about requests and agreements, to applicants and to who has something to do."""

from access.rules import Profile
from notifications.kinds import register
from notifications.rules import Channel, Kind

APPLICANT = "Ponto focal de quem fez o pedido"
ANSWER = "É a resposta a um pedido da própria pessoa."
REQUEST = {"protocolo": "2026-000001", "organizacao": "Vila Nova"}
NEWS = (
    "Olá, {nome}.\n\nO pedido {protocolo}, de {organizacao}, tem novidade: {novidade}\n\n"
    "Acompanhe por este link, que é só seu:\n{link}"
)

RECEIVED = register(
    Kind(
        key="registry.request_received",
        title="Pedido recebido",
        audience=APPLICANT,
        subject="Pedido recebido: protocolo {protocolo}",
        body=(
            "Olá, {nome}.\n\nA CGE-MG recebeu o pedido de {organizacao} para receber o SisPMPI.\n"
            "Protocolo: {protocolo}\n\nAcompanhe por este link, que é só seu:\n{link}"
        ),
        values=REQUEST,
        locked=ANSWER,
        is_of_centre=True,
    )
)
FORWARDED = register(
    Kind(
        key="registry.request_forwarded",
        title="Pedido em análise",
        audience=APPLICANT,
        subject="Pedido {protocolo} em análise",
        body=NEWS.replace("{novidade}", "ele está em análise na Diretoria Central de Integridade."),
        values=REQUEST,
        locked=ANSWER,
        is_of_centre=True,
    )
)
ADMITTED = register(
    Kind(
        key="registry.request_admitted",
        title="Pedido admitido",
        audience=APPLICANT,
        subject="Pedido {protocolo} admitido",
        body=NEWS.replace(
            "{novidade}",
            "foi admitido. A DCI enviará as minutas do acordo e do plano de trabalho.",
        ),
        values=REQUEST,
        locked=ANSWER,
        is_of_centre=True,
    )
)
REFUSED = register(
    Kind(
        key="registry.request_refused",
        title="Pedido indeferido",
        audience=APPLICANT,
        subject="Pedido {protocolo} indeferido",
        body=NEWS.replace("{novidade}", "foi indeferido. Motivo: {motivo}"),
        values=REQUEST | {"motivo": "Faltou a carta da prefeitura."},
        locked=ANSWER,
        is_of_centre=True,
    )
)
INFECTED = register(
    Kind(
        key="registry.letter_infected",
        title="Vírus no ofício do pedido",
        audience=APPLICANT,
        subject="Pedido {protocolo}: vírus no ofício",
        body=NEWS.replace(
            "{novidade}",
            "a verificação encontrou um vírus no arquivo “{arquivo}”, que foi bloqueado."
            " Verifique o seu computador com um antivírus e responda ao Gabinete da CGE-MG"
            " com outro arquivo do ofício.",
        ),
        values=REQUEST | {"arquivo": "oficio.pdf"},
        locked=ANSWER,
        is_of_centre=True,
    )
)


def to_do(key: str, title: str, audience: str, sentence: str, *profiles: Profile) -> Kind:
    """A kind that says at the centre what waits for somebody."""
    return register(
        Kind(
            key=key,
            title=title,
            audience=audience,
            subject=f"SisPMPI: {title[0].lower()}{title[1:]}",
            sentence=sentence,
            values={**REQUEST, "acordo": "Acordo 1/2026"},
            profiles=frozenset(profiles),
            channel=Channel.IN_APP,
        )
    )


ARRIVED = to_do(
    "registry.request_arrived",
    "Pedido novo",
    "Gabinete",
    "Chegou o pedido {protocolo}, de {organizacao}.",
    Profile.CABINET,
)
TO_EXAMINE = to_do(
    "registry.request_to_examine",
    "Pedido à espera de triagem",
    "DCI",
    "O pedido {protocolo}, de {organizacao}, espera a triagem da DCI.",
    Profile.DCI_ANALYST,
    Profile.DCI_DIRECTOR,
)
TO_SIGN = to_do(
    "registry.agreement_to_sign",
    "Acordo à espera de assinatura",
    "Controladoria-Geral",
    "{acordo}: os textos esperam assinatura.",
    Profile.COMPTROLLER,
)
TO_PUBLISH = to_do(
    "registry.agreement_to_publish",
    "Acordo à espera de publicação",
    "Publicação",
    "{acordo}: assinado por todos, falta publicar o extrato.",
    Profile.PUBLICATION,
)
