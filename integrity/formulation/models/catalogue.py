"""Words to choose from, kept by the organisation itself, and the figures of its years."""

from uuid import uuid4

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.rules.catalogue import Kind


class Word(models.Model):
    """A word to choose from: for every organ of the organisation, or for one of them."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("nome", max_length=255)
    organ = models.ForeignKey(
        "access.Organ", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField("ativo", default=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CatalogueEntry(Word):
    """An entry of a catalogue: one table holds them all; archived when out of use, never deleted.

    Types of action and limiting factors are words of execution, which keeps them beside it.
    """

    kind = models.CharField("catálogo", max_length=30, choices=Kind.choices)
    position = models.PositiveIntegerField("ordem", default=0)

    class Meta(Word.Meta):
        verbose_name = "item de catálogo"
        verbose_name_plural = "itens de catálogo"
        ordering = ["kind", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "organ"],
                nulls_distinct=False,
                name="catalogue_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="catalogue_entry_kind_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="catalogue_entry_has_name"),
        ]
        triggers = [
            pgtrigger.Protect(name="catalogue_entry_is_kept", operation=pgtrigger.Delete),
            FieldHistory("name organ is_active kind position"),
        ]


class YearlyFigure(models.Model):
    """Budget and staff of one year: of an organ, or of the government as a whole without one."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organ = models.ForeignKey(
        "access.Organ", null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    year = models.PositiveSmallIntegerField(
        "ano", validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    budget = models.DecimalField("orçamento", max_digits=20, decimal_places=2)
    staff = models.PositiveIntegerField("quantitativo de pessoal")

    class Meta:
        verbose_name = "números do ano"
        verbose_name_plural = "números dos anos"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "year"], nulls_distinct=False, name="yearly_figure_once"
            ),
            models.CheckConstraint(condition=Q(budget__gte=1), name="yearly_figure_budget_from_1"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2100), name="yearly_figure_year_plausible"
            ),
        ]
        triggers = [FieldHistory("organ year budget staff")]

    def __str__(self) -> str:
        return str(self.year)
