"""Tags that components are built with."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context

from foundation.vocabulary import word
from ui import charts
from ui.faults import Fault
from ui.faults import faults as faults_of
from ui.grid import ORDER, PAGE

register = template.Library()

KINDS = {
    "textarea": "textarea",
    "select": "select",
    "selectmultiple": "select",
    "nullbooleanselect": "select",
    "checkbox": "checkbox",
    "radioselect": "choices",
    "checkboxselectmultiple": "choices",
    "file": "file",
    "clearablefile": "file",
}
TONES = {
    "info": ("info-circle", "Informação"),
    "success": ("check-circle", "Sucesso"),
    "warning": ("exclamation-triangle", "Atenção"),
    "danger": ("times-circle", "Erro"),
    "neutral": ("circle", ""),
}
SEMAPHORE = {
    "green": ("check-circle", "Verde"),
    "yellow": ("exclamation-triangle", "Amarelo"),
    "red": ("exclamation-circle", "Vermelho"),
    "blue": ("flag-checkered", "Azul"),
    "white": ("hourglass-start", "Branco"),
    "grey": ("ban", "Cinza"),
}
STEP_STATES = {
    "done": ("check", "Concluída"),
    "current": ("circle", "Em andamento"),
    "pending": ("", "Ainda não iniciada"),
    "skipped": ("minus", "Não se aplica"),
    "offered": ("download", "Para baixar"),
    "failed": ("exclamation", "Com problema"),
}


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: input, textarea, select, checkbox, choices or file."""
    return KINDS.get(field.widget_type, "input")


@register.filter
def tone_icon(tone: str) -> str:
    return TONES.get(tone, TONES["neutral"])[0]


@register.filter
def tone_name(tone: str) -> str:
    return TONES.get(tone, TONES["neutral"])[1]


@register.filter
def semaphore_icon(colour: str) -> str:
    return SEMAPHORE.get(colour, SEMAPHORE["grey"])[0]


@register.filter
def semaphore_name(colour: str) -> str:
    return SEMAPHORE.get(colour, SEMAPHORE["grey"])[1]


@register.filter
def step_icon(state: str) -> str:
    return STEP_STATES.get(state, STEP_STATES["pending"])[0]


@register.filter
def step_name(state: str) -> str:
    return STEP_STATES.get(state, STEP_STATES["pending"])[1]


@register.filter
def split(text: str, mark: str = "|") -> list[str]:
    """The parts of a text, trimmed; nothing for an empty one."""
    return [part.strip() for part in text.split(mark)] if text else []


@register.filter
def filled(content: Any) -> bool:
    """Whether a slot holds more than white space."""
    return bool(str(content or "").strip())


@register.filter
def bounded_percent(value: float | str | None) -> int:
    return charts.bounded_percent(value)


@register.simple_tag
def faults(*sources: BaseForm | BaseFormSet[BaseForm] | str | None) -> list[Fault]:
    return faults_of(*(source for source in sources if source and not isinstance(source, str)))


@register.simple_tag
def ring(items: Iterable[Mapping[str, Any] | charts.Measure]) -> charts.Ring:
    return charts.ring(charts.measures(items or ()))


@register.simple_tag
def bars(
    items: Iterable[Mapping[str, Any] | charts.Measure], maximum: float | str | None = None
) -> tuple[charts.Bar, ...]:
    found = charts.measures(items or (), ("blue",))
    return charts.bars(found, float(maximum) if maximum else None)


@register.simple_tag
def page_window(page: Page[Any]) -> list[int | str]:
    """Page numbers around the current one, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def query_with(context: Context, name: str, value: object) -> str:
    """This page's query string with one parameter replaced, or taken out when without value."""
    query = context["request"].GET.copy()
    if value in (None, ""):
        query.pop(name, None)
    else:
        query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sorted_by(context: Context, order: str) -> str:
    """This page's query string in another order, from its first page on; filters stay."""
    query = context["request"].GET.copy()
    query.pop(PAGE, None)
    query[ORDER] = order
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def leads_here(context: Context, url: str) -> bool:
    """Whether a menu entry is where the person is: the page itself or one below it."""
    request = context.get("request")
    if request is None:
        return False
    path: str = request.path
    return path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))


@register.simple_tag(takes_context=True)
def leads_to_one(context: Context, links: list[dict[str, str]]) -> bool:
    """Whether one of the links of a menu is where the person is."""
    return any(leads_here(context, link["url"]) for link in links)


@register.simple_tag(name="word")
def word_for(name: str) -> str:
    """What this organisation calls a thing: `{% word "registration" %}`."""
    return word(name)


@register.filter
def as_image(drawing: str) -> str:
    """A drawing in SVG as the address of an image: shown so, nothing in it can act."""
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


@register.simple_block_tag
def kept(content: str) -> str:
    """What a page shows in two places, written once: `{% kept as links %}…{% endkept %}`."""
    return content
