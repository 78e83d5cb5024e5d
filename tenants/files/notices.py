"""What is told of a file with a virus."""

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile
from notifications.kinds import register
from notifications.rules import Kind

SUBJECT = "Vírus encontrado em um arquivo"
WORDS = {"arquivo": "ata.pdf", "virus": "Eicar-Test-Signature"}

TO_SENDER = register(
    Kind(
        key="files.infected_sender",
        title="Vírus em um arquivo seu",
        audience="Quem enviou o arquivo",
        subject=SUBJECT,
        sentence=(
            "O arquivo “{arquivo}”, que você enviou, tem um vírus ({virus}) e foi bloqueado: "
            "ninguém consegue baixá-lo. Verifique o seu computador com um antivírus e envie o "
            "arquivo de novo."
        ),
        values=WORDS,
        profiles=CENTRE_PROFILES | ORGANISATION_PROFILES,
        locked="É um aviso de segurança do seu computador.",
    )
)
TO_ADMINISTRATION = register(
    Kind(
        key="files.infected",
        title="Vírus em um arquivo de outra pessoa",
        audience="Administração da organização e da rede",
        subject=SUBJECT,
        sentence=(
            "O arquivo “{arquivo}”, enviado por {quem}, tem um vírus ({virus}) e foi bloqueado: "
            "ninguém consegue baixá-lo. Procure quem o enviou e peça outro arquivo."
        ),
        values=WORDS | {"quem": "Ana Lima"},
        profiles=frozenset({Profile.ORGANISATION_ADMIN, Profile.NETWORK_ADMIN}),
    )
)
