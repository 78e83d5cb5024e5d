"""Clauses of the model in versions, their wording in one agreement, and the drafts made of them."""

from uuid import uuid4

import pgtrigger
from django.db import models

from agreements.registry.models import Agreement
from agreements.registry.rules import Side, SignedDocument
from agreements.registry.species import Species, document_name
from documents.models import StoredFile
from foundation.history import FieldHistory
from tenants.models import Organisation


class Clause(models.Model):
    """One clause of the model agreement in one version; the highest version in force is used.

    A version without paragraphs takes the clause out of the model, until another has some again.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    species = models.CharField(
        "instrumento", max_length=8, choices=Species.choices, default="act", db_default="act"
    )
    key = models.SlugField("chave", max_length=40)
    version = models.PositiveIntegerField("versão")
    order = models.PositiveIntegerField("ordem")
    title = models.CharField("título", max_length=120)
    paragraphs = models.JSONField("parágrafos", default=list)
    is_obligatory = models.BooleanField("obrigatória", default=True)
    is_editable = models.BooleanField(
        "o partícipe pode propor outro texto", default=False, db_default=False
    )
    legal_basis = models.CharField("fundamento legal", max_length=300, blank=True, db_default="")
    valid_from = models.DateField("em vigor desde")
    published_at = models.DateTimeField("publicada em", null=True)
    published_by_name = models.CharField("publicada por", max_length=200, db_default="")

    class Meta:
        verbose_name = "cláusula"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["species", "key", "version"], name="clause_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(species__in=Species.values), name="clause_species_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="clause_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "species key version order title paragraphs is_obligatory is_editable legal_basis "
                "valid_from published_at",
                personal="published_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (versão {self.version})"

    @property
    def is_retired(self) -> bool:
        """Whether this version takes the clause out of the model."""
        return not self.paragraphs


class ClauseWording(models.Model):
    """How a clause reads in one agreement, where the centre words it in another way.

    No paragraphs: the clause, which is optional, is left out.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="wordings")
    key = models.SlugField("chave", max_length=40)
    paragraphs = models.JSONField("parágrafos", default=list)
    revision = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField("escrita em")
    edited_by_name = models.CharField("escrita por", max_length=200)

    class Meta:
        verbose_name = "redação de cláusula"
        verbose_name_plural = "redações de cláusulas"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "key"], name="wording_of_clause_once")
        ]
        triggers = [
            pgtrigger.Protect(name="wording_kept", operation=pgtrigger.Delete),
            FieldHistory("agreement key paragraphs revision edited_at", personal="edited_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.key} no {self.agreement}"


class Draft(models.Model):
    """One version of the text of the agreement or of the work plan, frozen, with its files."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="drafts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    document = models.CharField("documento", max_length=10, choices=SignedDocument.choices)
    version = models.PositiveIntegerField("versão")
    text = models.JSONField("texto")
    text_hash = models.CharField(max_length=64)
    side = models.CharField(
        "de quem é", max_length=8, choices=Side.choices, default="cge", db_default="cge"
    )
    wordings = models.JSONField("cláusulas fora do modelo", default=dict, db_default={})
    clause_hashes = models.JSONField("SHA-256 de cada cláusula", default=dict, db_default={})
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    generated_at = models.DateTimeField("gerada em")
    generated_by = models.CharField("gerada por", max_length=200)

    class Meta:
        verbose_name = "minuta"
        ordering = ["-version", "document"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document", "version"], name="draft_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(document__in=SignedDocument.values), name="draft_document_known"
            ),
            models.CheckConstraint(
                condition=models.Q(side="partner")
                | models.Q(side="cge", docx__isnull=False, pdf__isnull=False),
                name="draft_of_centre_on_paper",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="draft_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "agreement organisation document version text_hash side docx pdf generated_at",
                personal="generated_by",
                silent="text wordings clause_hashes",
            ),
        ]

    def __str__(self) -> str:
        return f"Minuta do {self.document_name}, versão {self.version}"

    @property
    def species(self) -> str:
        """The kind of instrument that the text is; those before there was a choice say nothing."""
        return str(self.text.get("species", Species.ACT.value))

    @property
    def document_name(self) -> str:
        """What this text is called."""
        return document_name(self.species, self.document)
