"""What is told of the adhesion of the head of an organ."""

from access.rules import ORGANISATION_PROFILES, Profile
from notifications.kinds import register
from notifications.rules import Kind

REGISTRARS = (Profile.ORGANISATION_ADMIN, Profile.INTERNAL_CONTROL, Profile.FORMULATION)
TITLES = "Administração, Controle interno e Comissão de formulação do órgão"


def of_adhesion(name: str, title: str, audience: str, sentence: str, *to: Profile) -> Kind:
    """The kind for one thing that happens to it."""
    return register(
        Kind(
            key=f"formulation.adhesion_{name}",
            title=title,
            audience=audience,
            subject="Adesão ao programa de integridade",
            sentence=sentence,
            values={
                "orgao": "Secretaria de Saúde",
                "quem": "Helena Prefeita",
                "ato": "Portaria nº 3",
                "motivo": "O ato foi anulado.",
            },
            profiles=frozenset(to),
        )
    )


TO_DECLARE = of_adhesion(
    "to_declare",
    "Falta a adesão do dirigente máximo",
    "Alta administração do órgão",
    "{orgao} ainda não aderiu ao programa de integridade. Leia a declaração e adira.",
    Profile.HEAD,
)
TO_CONFIRM = of_adhesion(
    "to_confirm",
    "Adesão registrada: confirme",
    "Alta administração do órgão",
    "{quem} registrou a adesão de {orgao} pelo ato {ato}. Confirme, ou conteste se não foi assim.",
    Profile.HEAD,
)
TO_RENEW = of_adhesion(
    "to_renew",
    "Adesão a renovar",
    "Alta administração do órgão",
    "A adesão de {orgao} é de {quem} e continua valendo. Você pode renová-la em seu nome.",
    Profile.HEAD,
)
MANDATE_OVER = of_adhesion(
    "mandate_over",
    "Mandato de quem aderiu chegou ao fim",
    "Alta administração, Administração, Controle interno e Comissão de formulação do órgão",
    "Terminou o mandato de {quem}. A adesão de {orgao} continua valendo: renove-a quando puder.",
    Profile.HEAD,
    *REGISTRARS,
)
GIVEN = of_adhesion(
    "given",
    "Dirigente máximo aderiu",
    TITLES,
    "A adesão de {orgao} ao programa de integridade está declarada por {quem}.",
    *REGISTRARS,
)
CONTESTED = of_adhesion(
    "contested",
    "Adesão contestada pelo dirigente",
    TITLES,
    "{quem} contestou a adesão registrada de {orgao}: {motivo}",
    *REGISTRARS,
)
WITHDRAWN = of_adhesion(
    "withdrawn",
    "Adesão retirada",
    "Todos os perfis do órgão",
    "A adesão de {orgao} ao programa de integridade foi retirada: {motivo}",
    *sorted(ORGANISATION_PROFILES),
)
