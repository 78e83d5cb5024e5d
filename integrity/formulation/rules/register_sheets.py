"""The sheets by which registers come in and go out: their columns and how long a cell may be."""

from integrity.formulation.rules.sheets import Layout

ORGANS = Layout("Órgãos", {"name": "Nome", "acronym": "Sigla", "type": "Tipo"}, ("name",))
UNITS = Layout(
    "Unidades",
    {"organ": "Órgão", "name": "Unidade", "acronym": "Sigla", "parent": "Subordinada a"},
    ("name",),
)
PEOPLE = Layout(
    "Pessoas",
    {"number": "Matrícula", "name": "Nome", "organ": "Órgão", "unit": "Unidade"},
    ("number", "name"),
)
FIGURES = Layout(
    "Números por ano",
    {"organ": "Órgão", "year": "Ano", "budget": "Orçamento", "staff": "Pessoal"},
    ("year", "budget", "staff"),
)
REGISTERS = (ORGANS, UNITS, PEOPLE, FIGURES)
LABELS = {"name": "nome", "acronym": "sigla", "type": "tipo", "parent": "subordinada a"} | {
    "unit": "unidade",
    "organ": "órgão",
    "budget": "orçamento",
    "staff": "pessoal",
}
LONGEST = {"number": 30, "type": 255, "parent": 255, "organ": 255, "unit": 255}
WIDTHS = {
    ORGANS.title: {"name": 255, "acronym": 10},
    UNITS.title: {"name": 255, "acronym": 20},
    PEOPLE.title: {"name": 200},
}
YEARS = range(1990, 2101)
MOST_STAFF = 2_000_000_000
CLOSED = "is_closed"
ACCOUNT = "has_account"
