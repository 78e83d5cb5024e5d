"""The layout of SisPMPI's workbook: three sheets, their columns, their rows as text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foundation.refusals import Invalid
from foundation.words import counted, folded, joined, printable

LARGEST = 5_000
LONGEST_TITLE = 255

Sheets = Mapping[str, Sequence[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet: its title, and for each field the heading that the export writes."""

    title: str
    columns: Mapping[str, str]
    required: tuple[str, ...]


AXES = Layout("Eixos", {"title": "Título", "description": "Descrição"}, ("title",))
SUB_AXES = Layout(
    "Subeixos",
    {"axis": "Eixo", "title": "Título", "description": "Descrição"},
    ("axis", "title"),
)
ACTIONS = Layout(
    "Ações",
    {
        "axis": "Eixo",
        "sub_axis": "Subeixo",
        "number": "Número",
        "title": "Título",
        "description": "Descrição",
        "executing_unit": "Unidade executora",
        "objective": "Objetivos",
        "expected_benefit": "Benefícios",
        "supporting_units": "Unidades de apoio",
        "kind": "Classe",
        "planned_start": "Início planejado",
        "planned_end": "Conclusão planejada",
        "responsible": "Responsável",
        "alternate": "Suplente",
        "check_in": "Acompanhamento",
        "product": "Produto",
        "expected_evidence": "Evidência esperada",
        "planned_budget": "Orçamento previsto",
        "weight": "Peso",
        "milestones": "Marcos",
        "indicators": "Indicadores",
        "types": "Tipos",
    },
    ("axis", "title"),
)
RISKS = Layout(
    "Riscos",
    {
        "number": "Risco",
        "cause": "Causa",
        "event": "Evento",
        "consequence": "Consequência",
        "objective": "Objetivo atingido",
        "category": "Categoria",
        "subtype": "Subtipo",
        "probability": "Probabilidade",
        "impact": "Impacto",
        "controls": "Controles",
        "efficacy": "Eficácia dos controles",
        "response": "Resposta",
        "actions": "Ações",
        "owner": "Responsável",
        "owner_unit": "Unidade responsável",
        "archived": "Arquivado em",
        "archive_reason": "Motivo do arquivamento",
    },
    ("cause", "event", "consequence"),
)
ORGANS = Layout("Órgãos", {"name": "Órgão", "role": "Papel"}, ("name",))
LAYOUTS = (AXES, SUB_AXES, ACTIONS)
EVERY_LAYOUT = (*LAYOUTS, RISKS, ORGANS)  # the last two may be missing


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: its line in the sheet, and its cells by field."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


def clean(cell: object) -> str:
    """The text of a cell without control characters, each line trimmed."""
    text = "" if cell is None else str(cell)
    return "\n".join(line.strip() for line in printable(text).split("\n")).strip()


def heading_key(text: str) -> str:
    """A heading for comparing: `Unidade(s) de apoio` and `Unidades de Apoio` are one."""
    return folded(text.replace("(s)", "s")).rstrip("s:* ").replace("unidades ", "unidade ")


def sheet_of(sheets: Sheets, layout: Layout) -> Sequence[Sequence[str]] | None:
    """The rows of a sheet, found by its title whatever the accents and the case."""
    wanted = folded(layout.title)
    return next((rows for title, rows in sheets.items() if folded(title) == wanted), None)


def positions(header: Sequence[str], layout: Layout) -> dict[str, int]:
    """In which column each field stands."""
    found = {heading_key(clean(cell)): index for index, cell in reversed([*enumerate(header)])}
    keys = {name: heading_key(title) for name, title in layout.columns.items()}
    return {name: found[key] for name, key in keys.items() if key in found}


def rows_of(sheets: Sheets, layout: Layout) -> Iterator[Row]:
    """The filled rows of a sheet; blank ones are passed over."""
    table = sheet_of(sheets, layout) or []
    places = positions(table[0], layout) if table else {}
    for line, cells in enumerate(table[1:], start=2):
        values = {name: clean(cells[index]) for name, index in places.items() if index < len(cells)}
        if any(values.values()):
            yield Row(line, values)


def check_layout(sheets: Sheets) -> None:
    """Raise Invalid (field `file`) when sheets or columns are missing, or there is too much."""
    missing = [each.title for each in LAYOUTS if sheet_of(sheets, each) is None]
    if missing:
        names = joined([f"“{title}”" for title in missing])
        lacks = "Falta a aba" if len(missing) == 1 else "Faltam as abas"
        raise Invalid(
            {"file": [f"{lacks} {names}. A planilha precisa ter Eixos, Subeixos e Ações."]}
        )
    there = [each for each in EVERY_LAYOUT if sheet_of(sheets, each) is not None]
    faults = [text for layout in there for text in missing_columns(sheets, layout)]
    if faults:
        raise Invalid({"file": faults})
    total = sum(max(len(sheet_of(sheets, each) or ()) - 1, 0) for each in there)
    if total > LARGEST:
        raise Invalid(
            {
                "file": [
                    f"A planilha tem {counted(total, 'linha', 'linhas')};"
                    f" o limite é de {counted(LARGEST, 'linha', 'linhas')}."
                ]
            }
        )
    if not any(True for each in there for _ in rows_of(sheets, each)):
        raise Invalid({"file": ["A planilha está vazia: só há cabeçalhos."]})


def missing_columns(sheets: Sheets, layout: Layout) -> Iterator[str]:
    """A sentence for each column that a sheet cannot do without."""
    table = sheet_of(sheets, layout) or []
    places = positions(table[0] if table else [], layout)
    for name in layout.required:
        if name not in places:
            yield f"Na aba “{layout.title}” falta a coluna “{layout.columns[name]}”."
