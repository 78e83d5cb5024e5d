"""A plan's monitoring put into words and JSON's own types, as it stands at one moment."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from audit.models import Entry
from integrity.evaluation.rules import answer_or_waiting
from integrity.execution.models import ActionExecution
from integrity.execution.queries import Row
from integrity.formulation.models import Plan
from integrity.formulation.rules.flows import ActionStatus, PlanState
from integrity.monitoring.rules import Risk, Source, share_in_words
from ui.formats import money


def snapshot_of(
    plan: Plan,
    rows: Sequence[Row],
    conflicts: Iterable[Entry],
    *,
    number: int,
    published: date,
    today: date,
) -> dict[str, Any]:
    """Everything the report says (P132); of a plan that is over, also until when it held (P138)."""
    is_over = plan.state == PlanState.SUPERSEDED
    return {
        "number": number,
        "date": written(today),
        "plan": plan.title,
        "organ": plan.organ.name,
        "edition": plan.edition_label,
        "published": written(published),
        "replaced": written(localdate(plan.updated_at)) if is_over else "",
        "statuses": _statuses(rows),
        "actions": [_action(row) for row in rows],
        "conflicts": [_conflict(each) for each in conflicts],
    }


def _conflict(entry: Entry) -> list[str]:
    """When, who, what was joined, on what, and why that was accepted."""
    joined = "; ".join(str(new) for _, new in entry.changes.values())
    return [
        written(localdate(entry.at)),
        entry.actor_name,
        joined,
        entry.subject_label,
        entry.reason,
    ]


def written(day: date | None) -> str:
    """31/12/2026, or nothing."""
    return f"{day:%d/%m/%Y}" if day else ""


def _statuses(rows: Sequence[Row]) -> list[list[str]]:
    counted = [(each, sum(row.action.status == each for row in rows)) for each in ActionStatus]
    return [[each.label, str(n), share_in_words(n, len(rows))] for each, n in counted]


def _action(row: Row) -> dict[str, Any]:
    action = row.action
    risk = getattr(action, "risk", None)
    return {
        "heading": str(action),
        "facts": [
            ["Eixo", " › ".join(str(each) for each in (action.axis, action.sub_axis) if each)],
            ["Unidade executora", str(action.executing_unit or "Não definida")],
            ["Situação", ActionStatus(action.status).label],
            ["Semáforo", row.light.text],
            *_execution_facts(row.execution),
            ["Risco de não implementação", Risk(risk).label if risk else "Não avaliado"],
        ],
        "records": _records(row.execution),
        "evidence": _evidence(row.execution),
        "recommendations": [_of_source(action, source) for source in Source],
    }


def _execution_facts(execution: ActionExecution | None) -> list[list[str]]:
    if execution is None:
        return [["Execução", "Ação ainda não classificada"]]
    found = [
        ["Classe", execution.get_kind_display()],
        ["Tipos", ", ".join(each.name for each in execution.types.all())],
        ["Previsão", _period(execution.planned_start, execution.planned_end)],
        ["Realizado", _period(execution.actual_start, execution.actual_end)],
        ["Percentual executado", f"{execution.percent}%"],
        ["Responsável", str(execution.responsible or "Não definido")],
        ["Envolvidos", ", ".join(str(each) for each in execution.involved.all())],
        ["Orçamento previsto", money(execution.planned_budget)],
        ["Orçamento executado", money(execution.spent_budget)],
        ["Motivo da descontinuação", execution.discontinuation_reason],
    ]
    return [[name, value] for name, value in found if value]


def _period(start: date | None, end: date | None) -> str:
    if start is None:
        return "Descontinuada em " + written(end) if end else "Não iniciada"
    return f"{written(start)} a {written(end)}" if end else f"desde {written(start)}"


def _records(execution: ActionExecution | None) -> list[list[str]]:
    records: Sequence[Any] = getattr(execution, "records", ())
    return [
        [
            written(each.recorded_date),
            f"{each.percent}%",
            each.narrative,
            ", ".join(factor.name for factor in each.limiting_factors.all()) or "Nenhum",
        ]
        for each in records
    ]


def _evidence(execution: ActionExecution | None) -> list[str]:
    pieces: Sequence[Any] = getattr(execution, "pieces", ())
    return [
        f"{each.description}: "
        + (f"{each.file.name} (SHA-256 {each.file.sha256})" if each.file else each.link)
        for each in pieces
    ]


def _of_source(action: Any, source: Source) -> dict[str, Any]:
    return {
        "title": f"Recomendações: {source.label}",
        "items": [
            {
                "text": each.text,
                "author": f"{each.author_name}, {written(localdate(each.issued_at))}",
                "answer": answer_or_waiting(each.answer),
            }
            for each in action.standing
            if each.source == source
        ],
    }
