"""Why an organisation was left behind, in words for people who read no SQL. No database here."""

import re

UNKNOWN = "A atualização falhou por um motivo que a equipe técnica precisa examinar."
REASONS = (
    (
        re.compile(r"lock timeout|deadlock|could not obtain lock|concurrently updated"),
        "Alguém usava os dados da organização naquele momento. Tentar de novo costuma bastar.",
    ),
    (
        re.compile(r"statement timeout"),
        "A alteração demorou mais que o limite: há dados demais, ou o servidor está ocupado."
        " Tente de novo fora do horário de uso.",
    ),
    (
        re.compile(r"violates|contains null values|is violated|could not create unique index"),
        "A organização tem registros que a nova versão não aceita. A equipe técnica precisa"
        " corrigi-los antes de tentar de novo.",
    ),
    (
        re.compile(r"not those expected|differ from those of the template"),
        "As tabelas da organização não estão no ponto esperado: alguém as alterou por fora."
        " A equipe técnica precisa examinar.",
    ),
    (
        re.compile(r"could not connect|connection .*(closed|refused)|terminat|server closed"),
        "O banco de dados ficou fora do alcance durante a atualização. Tente de novo.",
    ),
    (
        re.compile(r"No space left|out of memory|max_locks_per_transaction"),
        "Faltou espaço ou memória no servidor do banco de dados.",
    ),
)


def in_plain_words(error: str) -> str:
    """A sentence for the page; the technical text stands beside it."""
    return next((sentence for found, sentence in REASONS if found.search(error)), UNKNOWN)
