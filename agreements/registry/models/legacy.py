"""An agreement from before this system, as far as it is known."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q

from agreements.registry.legacy import COLUMNS, Facts
from agreements.registry.species import SHORT, Species, numbered
from foundation.history import FieldHistory


class LegacyAgreement(models.Model):
    """What is known of one agreement of the past, and from where; what is not known stays empty."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    ibge_code = models.CharField("código IBGE", max_length=7, blank=True)
    name = models.CharField("organização", max_length=200)
    state = models.CharField("UF", max_length=2)
    cnpj = models.CharField("CNPJ", max_length=14, blank=True)
    species = models.CharField(
        "instrumento",
        max_length=8,
        choices=Species.choices,
        default=Species.ACT,
        db_default=Species.ACT.value,
    )
    number = models.PositiveIntegerField("número", null=True, blank=True)
    year = models.PositiveIntegerField("ano", null=True, blank=True)
    sei_number = models.CharField("processo SEI", max_length=50, blank=True)
    object = models.TextField("objeto", blank=True)
    signed_date = models.DateField("assinado em", null=True, blank=True)
    published_date = models.DateField("publicado em", null=True, blank=True)
    start_date = models.DateField("início da vigência", null=True, blank=True)
    end_date = models.DateField("fim da vigência", null=True, blank=True)
    source = models.CharField("fonte", max_length=300)
    imported_at = models.DateTimeField("importado em")

    class Meta:
        verbose_name = "acordo anterior"
        verbose_name_plural = "acordos anteriores"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=None, year=None) | Q(number__gte=1, year__isnull=False),
                name="legacy_number_with_year",
            ),
            models.CheckConstraint(
                condition=Q(start_date=None) | Q(end_date=None) | Q(end_date__gte=F("start_date")),
                name="legacy_term_in_order",
            ),
            models.CheckConstraint(
                condition=Q(species__in=Species.values), name="legacy_species_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="legacy_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "ibge_code name state cnpj species number year sei_number object signed_date "
                "published_date start_date end_date source imported_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.name}"

    @property
    def label(self) -> str:
        """`ACT nº 12/2026`, as far as the number is known."""
        if self.number and self.year:
            return numbered(self.species, self.number, self.year)
        return f"{SHORT[Species(self.species)]} sem número conhecido"

    @property
    def facts(self) -> Facts:
        """The row as a file would tell it."""
        return Facts(**{name: getattr(self, name) for name in COLUMNS.values()})
