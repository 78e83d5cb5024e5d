"""Filters: dates, money and identifiers as they are written in Brazil."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from foundation.markup import html_of
from ui import formats

register = template.Library()


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def day(value: date | datetime | None) -> str:
    """23/11/2026."""
    if isinstance(value, datetime):
        value = _local(value)
    return value.strftime("%d/%m/%Y") if value else ""


@register.filter
def instant(value: datetime | None) -> str:
    """23/11/2026 às 14:05, in the time of Brasília."""
    return _local(value).strftime("%d/%m/%Y às %H:%M") if value else ""


@register.filter
def formatted(value: object) -> SafeString:
    """A text with its bold, italic, lists and alignment; tags are escaped."""
    return SafeString(html_of(str(value or "")))  # nosec B703


@register.filter
def money(value: object) -> str:
    return formats.money(value)


@register.filter
def percent(value: object, places: int = 0) -> str:
    return formats.percent(value, places)


@register.filter
def count(value: object) -> str:
    return formats.count(value)


@register.filter
def cnpj(value: object) -> str:
    return formats.cnpj(value)


@register.filter
def masked_cpf(value: object) -> str:
    return formats.masked_cpf(value)
