"""Where the extract came out, once or again, with the page as proof."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.publication.corrections import Motive
from agreements.publication.rules import Vehicle
from foundation.history import FieldHistory


class Publication(models.Model):
    """One appearance of the extract, with the page as proof; never changed, at most checked.

    What comes out again names what it corrects, so that they stand in a line.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="publications"
    )
    vehicle = models.CharField("diário", max_length=10, choices=Vehicle.choices)
    gazette_name = models.CharField("nome do diário", max_length=120)
    published_date = models.DateField("data da publicação")
    edition = models.CharField("edição", max_length=40, blank=True)
    page = models.CharField("página", max_length=20, blank=True)
    matter_code = models.CharField("código da matéria", max_length=40, blank=True)
    url = models.URLField("endereço", blank=True)
    motive = models.CharField(
        "o que é", max_length=13, choices=Motive.choices, db_default=Motive.PUBLICATION
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="corrected_by"
    )
    reason = models.TextField("o que foi corrigido", blank=True, db_default="")
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField("texto do extrato")
    registered_by_name = models.CharField("registrada por", max_length=200)
    registered_by_uid = models.UUIDField(null=True, editable=False)
    registered_at = models.DateTimeField("registrada em")
    checked_by_name = models.CharField("conferida por", max_length=200, blank=True, db_default="")
    checked_at = models.DateTimeField("conferida em", null=True)

    class Meta:
        verbose_name = "publicação"
        verbose_name_plural = "publicações"
        ordering = ["published_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "vehicle"],
                condition=Q(corrects__isnull=True),
                name="published_once",
            ),
            models.CheckConstraint(
                condition=Q(vehicle__in=Vehicle.values) & Q(motive__in=Motive.values),
                name="publication_vehicle_known",
            ),
            models.CheckConstraint(
                condition=Q(motive=Motive.PUBLICATION, corrects__isnull=True)
                | ~Q(motive=Motive.PUBLICATION) & Q(corrects__isnull=False) & ~Q(reason=""),
                name="publication_correction_whole",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(vehicle=Vehicle.PNCP),
                name="publication_with_proof",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True) | ~Q(checked_by_name=""),
                name="publication_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(page="") | ~Q(matter_code=""), name="publication_can_be_found"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="publication_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="publication_final", exclude=["checked_by_name", "checked_at"]),
            FieldHistory(
                "agreement vehicle gazette_name published_date edition page matter_code url "
                "motive corrects file registered_by_uid registered_at checked_at",
                personal="text reason registered_by_name checked_by_name",
            ),
        ]

    def __str__(self) -> str:
        found = f"{self.gazette_name}, {self.published_date:%d/%m/%Y}"
        return found if self.corrects_id is None else f"{found} ({self.get_motive_display()})"
