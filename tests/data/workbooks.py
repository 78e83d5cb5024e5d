"""Workbooks with the layout of SisPMPI and its oddities, made at run time."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter

Rows = Sequence[Sequence[object]]

AXES: Rows = [
    ["Título", "Descrição"],
    ["Fase 1 – Preparação", ""],
    ["Fase 2 – Transparência", "Portal e dados abertos"],
]
SUB_AXES: Rows = [
    ["Eixo", "Título", "Descrição"],
    ["Fase 2 – Transparência", "Receitas", ""],
    ["Fase 2 – Transparência", "Despesas", ""],
]
HEAD = [
    "Eixo",
    "Subeixo",
    "Número",
    "Título",
    "Descrição",
    "Unidade executora",
    "Objetivos",
    "Benefícios",
    "Unidades de apoio",
]
PREPARE, SHOW = "Fase 1 – Preparação", "Fase 2 – Transparência"
ACTIONS: Rows = [
    HEAD,
    [PREPARE, "", 1, "Estudar a cartilha", "", "SPT", "Lista de obrigações", "", "Ouvidoria"],
    [PREPARE, "", 2, "Reunir as chefias", "", "Gabinete; Ouvidoria", "Equipe engajada", "", ""],
    [SHOW, "Receitas", "3.1", "Divulgar receitas", "", "????", "Dados por período", "", ""],
    ["", "", "", "", "", "", "", "", ""],
    [SHOW, "Despesas", "", "Divulgar despesas", "", "???", "", "", "Arquivo; ????"],
    [SHOW, "Pessoal", "4.1", "Divulgar salários", "", "Gabinete", "Folha publicada", "", ""],
    ["Fase 9", "", "9.1", "Ação sem lugar", "", "Gabinete", "Nada", "", ""],
    [PREPARE, "", "1", "Número repetido", "", "Gabinete", "Outra coisa", "", ""],
]
PLAN: Mapping[str, Rows] = {"Eixos": AXES, "Subeixos": SUB_AXES, "Ações": ACTIONS}


def workbook(sheets: Mapping[str, Rows] = PLAN) -> bytes:
    """The sheets as an xlsx; text that begins with `=` is a live formula, as people send them."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return made.getvalue()


def without(name: str) -> bytes:
    """The workbook lacking a sheet."""
    return workbook({key: rows for key, rows in PLAN.items() if key != name})


def with_formula() -> bytes:
    """The workbook with a live formula among the titles."""
    rows = [*ACTIONS, [PREPARE, "", "50", '=HYPERLINK("http://x.test")', "", "", "", "", ""]]
    return workbook({**PLAN, "Ações": rows})


def of_length(rows: int) -> bytes:
    """The workbook with many actions."""
    many = [[PREPARE, "", str(n), f"Ação {n}", "", "", "x", "", ""] for n in range(1, rows + 1)]
    return workbook({**PLAN, "Ações": [HEAD, *many]})
