"""The public extract, and the delivery of the code."""

from datetime import date
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse

from agreements.publication.rules import (
    DELIVERY_FLOW,
    ENDING,
    ONE_ENDING,
    DeliveryState,
    Situation,
    extract_title,
    situation_of,
)
from agreements.registry.species import Species, numbered
from foundation.history import FieldHistory
from tenants.rules import Nature

# words in their stems, as Portuguese bends them; `rules.searched` does the same to what is asked
WORDS = SearchVector(
    Func(
        F("searchable"),
        Value(rf"\m{ENDING}\M"),
        Value(ONE_ENDING),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    ),
    config="portuguese",
)


class Extract(models.Model):
    """All that the public reads of an agreement, copied at its publication.

    Holds no personal data beyond names and posts of those who signed for their bodies.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.OneToOneField(
        "registry.Agreement", on_delete=models.PROTECT, related_name="extract"
    )
    species = models.CharField(
        "espécie",
        max_length=8,
        choices=Species.choices,
        default=Species.ACT,
        db_default=Species.ACT.value,
    )
    number = models.PositiveIntegerField("número")
    year = models.PositiveSmallIntegerField("ano")
    partner = models.CharField("partícipe", max_length=200)
    partner_cnpj = models.CharField("CNPJ do partícipe", max_length=14)
    nature = models.CharField("natureza", max_length=20, choices=Nature.choices)
    state = models.CharField("UF", max_length=2)
    ibge_code = models.CharField("código IBGE", max_length=7, blank=True)
    object = models.TextField("objeto")
    legal_basis = models.TextField("fundamento legal", blank=True)
    sei_number = models.CharField("processo SEI", max_length=50, blank=True)
    term = models.CharField("vigência", max_length=200)
    signed_date = models.DateField("data da assinatura")
    start_date = models.DateField("início da vigência")
    end_date = models.DateField("fim da vigência")
    signatories = models.JSONField("signatários", default=list)
    text = models.TextField("texto do extrato")
    gazette_name = models.CharField(max_length=120)
    gazette_date = models.DateField()
    gazette_edition = models.CharField(max_length=40, blank=True)
    gazette_page = models.CharField(max_length=20, blank=True)
    gazette_matter_code = models.CharField(max_length=40, blank=True)
    gazette_url = models.URLField(blank=True)
    partner_gazette_name = models.CharField(max_length=120, blank=True)
    partner_gazette_date = models.DateField(null=True)
    partner_gazette_url = models.URLField(blank=True)
    pncp_number = models.CharField(max_length=40, blank=True, db_default="")
    pncp_date = models.DateField(null=True)
    pncp_url = models.URLField(blank=True, db_default="")
    corrections = models.JSONField("correções da publicação", default=list, db_default=[])
    later = models.JSONField("o que veio depois", default=list, db_default=[])
    searchable = models.TextField(editable=False)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "extrato"
        ordering = ["-gazette_date", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["number", "year"], name="extract_number_once"),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")), name="extract_term_whole"
            ),
            models.CheckConstraint(
                condition=Q(species__in=Species.values), name="extract_species_known"
            ),
        ]
        indexes = [
            GinIndex(fields=["searchable"], name="extract_search", opclasses=["gin_trgm_ops"]),
            GinIndex(WORDS, name="extract_words"),
        ]
        triggers = [
            FieldHistory(
                "agreement species number year partner partner_cnpj nature state ibge_code object "
                "legal_basis sei_number term signed_date start_date end_date gazette_name "
                "gazette_date gazette_edition gazette_page gazette_matter_code gazette_url "
                "partner_gazette_name partner_gazette_date partner_gazette_url pncp_number "
                "pncp_date pncp_url later published_at",
                personal="signatories text corrections",
                silent="searchable updated_at",
            )
        ]

    def __str__(self) -> str:
        return extract_title(self.species, self.number, self.year)

    def get_absolute_url(self) -> str:
        """Its page on the portal."""
        return reverse(
            "publication:extract", args=[self.number, self.year], urlconf="config.urls.portal"
        )

    @property
    def label(self) -> str:
        """ACT nº 12/2026, as one text: a template would write the year as 2.026."""
        return numbered(self.species, self.number, self.year)

    def situation(self, today: date) -> Situation:
        """Of its term, on a day."""
        return situation_of(self.start_date, self.end_date, today)


class Delivery(models.Model):
    """The code on its way to a partner: terms first, then one version, then its receipt."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="deliveries"
    )
    partner = models.CharField("partícipe", max_length=200)
    agreement_label = models.CharField("acordo", max_length=40)
    state = models.CharField(
        "situação", max_length=20, choices=DeliveryState.choices, default=DeliveryState.CONTACTED
    )
    receiver_name = models.CharField("responsável técnico", max_length=200)
    receiver_email = models.EmailField("e-mail do responsável técnico")
    terms_version = models.CharField("versão dos termos", max_length=10)
    terms_text = models.TextField("termos de uso")
    terms_hash = models.CharField("SHA-256 dos termos", max_length=64)
    token_hash = models.CharField(max_length=64, blank=True)
    token_expires_at = models.DateTimeField(null=True)
    contacted_at = models.DateTimeField("contatado em")
    accepted_at = models.DateTimeField("termos aceitos em", null=True)
    accepted_by_name = models.CharField("aceitos por", max_length=200, blank=True)
    accepted_by_post = models.CharField("cargo de quem aceitou", max_length=120, blank=True)
    release = models.ForeignKey(
        "publication.Release", on_delete=models.PROTECT, null=True, related_name="deliveries"
    )
    version = models.CharField("versão", max_length=40, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    notes = models.TextField("notas da versão", blank=True)
    is_clean = models.BooleanField("sem dados pessoais", default=False)
    delivered_at = models.DateTimeField("entregue em", null=True)
    received_at = models.DateTimeField("recebido em", null=True)

    class Meta:
        verbose_name = "entrega do código"
        verbose_name_plural = "entregas do código"
        ordering = ["-contacted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_known"
            ),
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="delivery_link_once"
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=~Q(state=DeliveryState.RECEIVED),
                name="delivery_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[DeliveryState.CONTACTED, DeliveryState.TERMS_ACCEPTED])
                | Q(accepted_at__isnull=False, sha256__regex="^[0-9a-f]{64}$", is_clean=True),
                name="delivery_after_terms",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="delivery_state", field="state", transitions=DELIVERY_FLOW.pairs()),
            pgtrigger.Protect(
                name="delivery_terms_kept",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.accepted_at IS NOT NULL AND (OLD.accepted_at IS DISTINCT FROM"
                    " NEW.accepted_at OR OLD.terms_version IS DISTINCT FROM NEW.terms_version OR"
                    " OLD.terms_text IS DISTINCT FROM NEW.terms_text OR OLD.terms_hash IS DISTINCT"
                    " FROM NEW.terms_hash)"
                ),
            ),
            FieldHistory(
                "agreement partner agreement_label state terms_version terms_hash "
                "token_expires_at contacted_at accepted_at release version sha256 notes is_clean "
                "delivered_at received_at",
                personal="receiver_name receiver_email accepted_by_name accepted_by_post",
                never="token_hash",
                silent="terms_text",
            ),
        ]

    def __str__(self) -> str:
        version = f" {self.version}" if self.version else ""
        return f"Entrega do SisPMPI{version} · {self.partner}"
