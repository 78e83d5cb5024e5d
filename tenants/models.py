"""Organisations, the schema each one works in, its hosts, and births under way."""

from datetime import datetime, timedelta
from typing import Any, Never
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.core.validators import RegexValidator
from django.db import models
from django_tenants.models import DomainMixin, TenantMixin

from foundation.history import FieldHistory
from foundation.tenancy import SCHEMA_NAME
from tenants.addresses.names import HOST_FLOW, HostState, record_name, record_text
from tenants.cells.models import Move  # noqa: F401 - Django finds it by this
from tenants.deliveries.models import StuckDelivery  # noqa: F401 - the same
from tenants.facts.models import Drift, Facts, Recount  # noqa: F401 - Django finds them by this
from tenants.journal.models import JournalRoot  # noqa: F401 - the same
from tenants.origins.models import OriginAct  # noqa: F401 - the same
from tenants.rules import (
    BIRTH_FLOW,
    LONGEST_SLUG,
    TENANT_FLOW,
    BackupPurpose,
    BirthState,
    Nature,
    TenantState,
)
from tenants.support.models import SupportSession  # noqa: F401 - the same
from tenants.verification.models import VerifiableDocument  # noqa: F401 - the same

# an upgrade writes once a second, but one statement may take minutes
QUIET = timedelta(seconds=10)
SILENT = timedelta(minutes=15)


class Organisation(models.Model):
    """A public body known to the registry, with or without a place of its own yet."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("nome", max_length=200)
    acronym = models.CharField("sigla", max_length=20, blank=True)
    nature = models.CharField("natureza", max_length=20, choices=Nature.choices)
    state = models.CharField("UF", max_length=2)
    ibge_code = models.CharField("código IBGE", max_length=7, blank=True)
    cnpj = models.CharField("CNPJ", max_length=14)
    email = models.EmailField("e-mail institucional", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    is_training = models.BooleanField("ambiente de treinamento", db_default=False, default=False)

    class Meta:
        verbose_name = "organização"
        verbose_name_plural = "organizações"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["cnpj", "name"], name="organisation_once"),
            models.UniqueConstraint(
                fields=["ibge_code"],
                condition=models.Q(nature__in=["municipality_mg", "municipality"]),
                name="municipality_once",
            ),
            models.CheckConstraint(
                condition=models.Q(nature__in=Nature.values), name="organisation_nature_known"
            ),
        ]
        triggers = [
            FieldHistory(
                "name acronym nature state ibge_code cnpj email is_training", silent="created_at"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Tenant(TenantMixin):
    """The place of one organisation: a schema and the role of the same name."""

    is_behind = (
        False  # whether the schema lacks migrations of the running release: see tenants.hosts
    )
    auto_create_schema = False
    auto_drop_schema = False
    moved_to = ""  # the present host, when a request came by an earlier one
    label = ""  # the first part of its host, when it lives in another cell
    is_at_own_host = False  # whether a request came by a host that the organisation owns
    visited: tuple[int, datetime] | None = None  # number and end of the support session under way

    schema_name = models.CharField(
        max_length=63, unique=True, validators=[RegexValidator(SCHEMA_NAME)]
    )
    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="tenant"
    )
    life = models.CharField(
        "situação", max_length=12, choices=TenantState.choices, default=TenantState.PREPARING
    )
    agreement_uid = models.UUIDField(null=True, blank=True)
    born_at = models.DateTimeField(auto_now_add=True)
    cell = models.CharField("célula", max_length=31, blank=True, db_default="")  # empty: this one
    # when its fictitious data were made: places of training only
    seeded_at = models.DateTimeField("dados de treinamento feitos em", null=True)
    is_canary = models.BooleanField("atualizada antes das outras", db_default=False)
    # kept by births and upgrades: which migrations the schema holds, why the last upgrade failed
    migration_hash = models.CharField(max_length=32, blank=True, db_default="", editable=False)
    upgrade_error = models.TextField(blank=True, db_default="", editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(schema_name__regex=r"^(m[0-9]{7}|o[0-9a-z_]{2,40})$"),
                name="tenant_schema_name_safe",
            ),
            models.CheckConstraint(
                condition=models.Q(life__in=TenantState.values), name="tenant_life_known"
            ),
            models.CheckConstraint(
                condition=models.Q(cell="") | ~models.Q(life__in=["preparing", "active"]),
                name="tenant_writes_in_one_cell",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="tenant_life", field="life", transitions=TENANT_FLOW.pairs()),
            FieldHistory(
                "schema_name organisation life cell agreement_uid born_at is_canary seeded_at",
                silent="migration_hash upgrade_error",
            ),
        ]

    def __enter__(self) -> Never:
        raise TypeError("use foundation.tenancy.inside: this form shares its memory of the thread")

    def _drop_schema(self, force_drop: bool = False) -> None:
        """Never drops: a schema leaves by the life cycle, not by the deletion of a row."""

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("the place of an organisation is never deleted")


class Backup(models.Model):
    """One archive kept by the installation, and the proof that it can be restored."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="backups")
    purpose = models.CharField("finalidade", max_length=10, choices=BackupPurpose.choices)
    name = models.CharField("arquivo", max_length=200, unique=True)
    size = models.PositiveBigIntegerField("tamanho")
    sha256 = models.CharField("SHA-256", max_length=64)
    rows = models.PositiveBigIntegerField("linhas")
    taken_at = models.DateTimeField("feita em")
    proven_at = models.DateTimeField("restauração comprovada em", null=True)
    removed_at = models.DateTimeField("retirada em", null=True)
    fault = models.TextField("problema", blank=True)
    left_out = models.PositiveIntegerField("arquivos com vírus, deixados fora", db_default=0)
    unjudged = models.PositiveIntegerField("arquivos ainda em verificação", db_default=0)

    class Meta:
        verbose_name = "cópia de segurança"
        ordering = ["-taken_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose__in=BackupPurpose.values), name="backup_purpose_known"
            ),
        ]
        triggers = [
            FieldHistory(
                "tenant purpose name size sha256 rows taken_at proven_at removed_at",
                silent="fault left_out unjudged",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Departure(models.Model):
    """The intent to end an organisation's stay, carried out step by step by two people."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="departures")
    requested_at = models.DateTimeField("pedida em")
    requested_by_uid = models.UUIDField()
    requested_by_name = models.CharField("pedida por", max_length=200)
    archive = models.ForeignKey(Backup, null=True, on_delete=models.PROTECT, related_name="+")
    trash_schema = models.CharField(max_length=63, blank=True)
    set_aside_at = models.DateTimeField("retirada de uso em", null=True)
    confirmed_at = models.DateTimeField("confirmada em", null=True)
    confirmed_by_uid = models.UUIDField(null=True)
    confirmed_by_name = models.CharField("confirmada por", max_length=200, blank=True)
    removed_at = models.DateTimeField("dados eliminados em", null=True)
    cancelled_at = models.DateTimeField("desfeita em", null=True)
    finished_at = models.DateTimeField("concluída em", null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = "saída"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=models.Q(cancelled_at__isnull=True, finished_at__isnull=True),
                name="departure_one_under_way",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by_uid__isnull=True)
                | ~models.Q(confirmed_by_uid=models.F("requested_by_uid")),
                name="departure_by_two_people",
            ),
        ]
        triggers = [
            FieldHistory(
                "tenant requested_at requested_by_uid archive set_aside_at confirmed_at "
                "confirmed_by_uid removed_at cancelled_at finished_at",
                personal="requested_by_name confirmed_by_name",
                silent="trash_schema attempts error",
            )
        ]

    def __str__(self) -> str:
        return str(self.tenant)


class Domain(DomainMixin):
    """A host name that leads to a tenant: given at birth, or the organisation's own (`token`)."""

    uid = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    domain = models.CharField("endereço", max_length=253, db_index=True)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="domains")
    state = models.CharField(
        "situação", max_length=10, choices=HostState.choices, db_default=HostState.VERIFIED
    )
    token = models.CharField(max_length=64, blank=True, db_default="", editable=False)
    requested_at = models.DateTimeField("pedido em", null=True)
    requested_by_name = models.CharField("pedido por", max_length=200, blank=True, db_default="")
    checked_at = models.DateTimeField("conferido em", null=True)
    fault = models.CharField("o que faltou", max_length=300, blank=True, db_default="")
    verified_at = models.DateTimeField("comprovado em", null=True)
    withdrawn_at = models.DateTimeField("retirado em", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain__regex=r"^[a-z0-9.-]+$"), name="domain_normal"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=HostState.values), name="domain_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(is_primary=False) | models.Q(state=HostState.VERIFIED),
                name="domain_primary_verified",
            ),
            models.UniqueConstraint(
                fields=["domain"],
                condition=~models.Q(state=HostState.WITHDRAWN),
                name="domain_of_one_organisation",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="domain_state", field="state", transitions=HOST_FLOW.pairs()),
            FieldHistory(
                "domain is_primary tenant state requested_at verified_at withdrawn_at",
                personal="requested_by_name",
                never="token",
                silent="checked_at fault",
            ),
        ]

    @property
    def is_own(self) -> bool:
        """Whether the organisation brought it along."""
        return bool(self.token)

    @property
    def record_name(self) -> str:
        """Where its proof is published."""
        return record_name(self.domain)

    @property
    def record_text(self) -> str:
        """What is published there."""
        return record_text(self.token)


class Birth(models.Model):
    """An intent to bring an organisation in, carried out step by step and resumable after each."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="birth"
    )
    slug = models.CharField("endereço", max_length=LONGEST_SLUG, unique=True)
    agreement_uid = models.UUIDField(null=True, blank=True)
    administrator_name = models.CharField(max_length=200)
    administrator_email = models.EmailField()
    step = models.CharField(max_length=20, choices=BirthState.choices, default=BirthState.REQUESTED)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    stepped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(step__in=BirthState.values), name="birth_step_known"
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="birth_step", field="step", transitions=BIRTH_FLOW.pairs()),
            FieldHistory(
                "organisation slug agreement_uid step requested_at",
                personal="administrator_name administrator_email",
                silent="attempts error stepped_at",
            ),
        ]


class UpgradeScript(models.Model):
    """What brings a schema from one state of its migrations to the next, as recorded."""

    from_hash = models.CharField(max_length=32)
    to_hash = models.CharField(max_length=32)
    statements = models.TextField()
    python_migrations = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_hash", "to_hash"], name="upgrade_script_once"),
        ]


class UpgradeRun(models.Model):
    """One upgrade of the organisations, written by itself as it goes: what its page shows."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    started_at = models.DateTimeField("iniciada em")
    started_by = models.CharField("iniciada por", max_length=200)
    release = models.CharField("versão", max_length=40)
    canaries = models.PositiveIntegerField("antes das outras", default=0)
    waves = models.PositiveIntegerField("ondas", default=0)
    wave = models.PositiveIntegerField("onda", default=0)
    total = models.PositiveIntegerField("organizações", default=0)
    replayed = models.PositiveIntegerField("por repetição", default=0)
    by_django = models.PositiveIntegerField("pelo Django", default=0)
    by_tasks = models.PositiveIntegerField("em segundo plano", default=0)
    # schemas whose Python part the workers still owe; schemas left behind, each with the reason
    waiting = models.JSONField(default=list)
    failed = models.JSONField(default=dict)
    seen_at = models.DateTimeField("última notícia")
    ended_at = models.DateTimeField("terminada em", null=True)
    is_interrupted = models.BooleanField("interrompida", default=False)

    class Meta:
        verbose_name = "atualização"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Atualização para a versão {self.release}"

    @property
    def done(self) -> int:
        """How many organisations arrived."""
        return self.replayed + self.by_django + self.by_tasks

    @property
    def is_only_asked_for(self) -> bool:
        """Whether no worker has begun it yet."""
        return self.ended_at is None and self.waves == 0

    def is_quiet(self, at: datetime) -> bool:
        """Whether the workers may be told again of what is left."""
        return at - self.seen_at > QUIET

    def is_silent(self, at: datetime) -> bool:
        """Whether it looks as if it had been ended from outside."""
        return self.ended_at is None and at - self.seen_at > SILENT


class Erasure(models.Model):
    """That a person's data were erased in a schema: done again in whatever copy is restored."""

    schema_name = models.CharField(max_length=63)
    person_uid = models.UUIDField()
    erased_at = models.DateTimeField()

    class Meta:
        verbose_name = "eliminação de dados pessoais"
        verbose_name_plural = "eliminações de dados pessoais"
        constraints = [
            models.UniqueConstraint(fields=["schema_name", "person_uid"], name="person_erased_once")
        ]
        triggers = [
            pgtrigger.Protect(name="erasure_final", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.schema_name}, {self.person_uid}"
