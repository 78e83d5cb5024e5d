"""Organs, their tree of units, the directory of people, and the profiles held in them."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from access.duties import Pair, Stance
from access.key_table import ApiKey
from access.rules import HELD
from foundation.history import FieldHistory

__all__ = ["ApiKey", "Assignment", "DerivedProfile", "DutySetting", "Organ", "Person", "Unit"]


class Organ(models.Model):
    """A body inside the organisation: a town has a few, a state a hundred."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("nome", max_length=255)
    acronym = models.CharField("sigla", max_length=10, blank=True)
    is_active = models.BooleanField("ativo", default=True)
    type_uid = models.UUIDField("tipo", null=True, blank=True)  # a word of the organisation's own

    class Meta:
        verbose_name = "órgão"
        verbose_name_plural = "órgãos"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="organ_once")]
        triggers = [FieldHistory("name acronym is_active type_uid")]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """An administrative unit of an organ; units may hold units."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField("nome", max_length=255)
    acronym = models.CharField("sigla", max_length=20, blank=True)
    is_active = models.BooleanField("ativa", default=True)

    class Meta:
        verbose_name = "unidade"
        verbose_name_plural = "unidades"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "name"], name="unit_once_in_organ"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="unit_not_its_own_parent",
            ),
        ]
        triggers = [FieldHistory("organ parent name acronym is_active")]

    def __str__(self) -> str:
        organ = getattr(self, "partner", "")  # where a plan of several organs speaks of it
        return f"{self.name} ({organ})" if organ else self.name


class Person(models.Model):
    """Somebody of the organisation who may be named in a plan; an account is optional."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("nome", max_length=200)
    registration_number = models.CharField("matrícula", max_length=30, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        verbose_name = "servidor"
        verbose_name_plural = "servidores"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=~Q(registration_number=""),
                name="person_registration_once",
            )
        ]
        triggers = [FieldHistory("unit user", personal="name registration_number")]

    def __str__(self) -> str:
        return self.name


class DerivedProfile(models.Model):
    """A profile of the organisation's own making: a profile with some of its capabilities."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("nome", max_length=60)
    base = models.CharField("perfil de origem", max_length=30, choices=HELD)
    kept = ArrayField(models.CharField(max_length=80), verbose_name="o que permite")
    is_active = models.BooleanField("em uso", default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "perfil derivado"
        verbose_name_plural = "perfis derivados"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="derived_profile_once"),
            models.CheckConstraint(
                condition=Q(base__in=[each for each, _ in HELD]),
                name="derived_profile_base_known",
            ),
        ]
        triggers = [FieldHistory("name base kept is_active", silent="version")]

    def __str__(self) -> str:
        return self.name


class DutySetting(models.Model):
    """How strictly two duties are kept apart here; without a row, one person never joins them."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    pair = models.CharField("funções", max_length=30, choices=Pair.choices)
    stance = models.CharField("tratamento", max_length=10, choices=Stance.choices)

    class Meta:
        verbose_name = "segregação de funções"
        verbose_name_plural = "segregações de funções"
        constraints = [
            models.UniqueConstraint(fields=["pair"], name="duty_pair_once"),
            models.CheckConstraint(condition=Q(pair__in=Pair.values), name="duty_pair_known"),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="duty_stance_known"),
        ]
        triggers = [FieldHistory("pair stance")]

    def __str__(self) -> str:
        return str(Pair(self.pair).label)


class Assignment(models.Model):
    """A profile that a person holds, in an organ or unit, from one day to another.

    The last day counts; a profile that somebody ended stops at that instant, whatever the day.
    An alternate's profile (`alternate_of`) serves while the titular is away, both days included.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    profile = models.CharField("perfil", max_length=30, choices=HELD)
    organ = models.ForeignKey(Organ, null=True, blank=True, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    start_date = models.DateField("desde", default=date.today)
    end_date = models.DateField("até", null=True, blank=True)
    ended_at = models.DateTimeField("encerrado em", null=True, blank=True)
    derived = models.ForeignKey(
        DerivedProfile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assignments",
        verbose_name="perfil derivado",
    )
    act = models.CharField("ato de designação", max_length=255, blank=True, db_default="")
    alternate_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="alternates",
        verbose_name="suplente de",
    )
    away_from = models.DateField("afastamento desde", null=True, blank=True)
    away_until = models.DateField("afastamento até", null=True, blank=True)

    class Meta:
        verbose_name = "perfil de uma pessoa"
        ordering = ["start_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(profile__in=[each for each, _ in HELD]), name="assignment_profile_known"
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("start_date")),
                name="assignment_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(away_from__isnull=True, away_until__isnull=True)
                | Q(
                    away_from__isnull=False,
                    away_until__isnull=False,
                    away_until__gte=F("away_from"),
                ),
                name="assignment_away_in_order",
            ),
            models.UniqueConstraint(
                fields=["user", "profile", "organ", "unit"],
                condition=Q(end_date__isnull=True),
                nulls_distinct=False,
                name="assignment_held_once",
            ),
        ]
        triggers = [
            FieldHistory(
                "user profile organ unit start_date end_date ended_at derived act alternate_of "
                "away_from away_until"
            )
        ]

    def __str__(self) -> str:
        place = self.unit or self.organ
        return f"{self.held_as}{f' · {place}' if place else ''}"

    @property
    def held_as(self) -> str:
        """What the profile is called here: its own name or the derived one's, and if alternate."""
        name = self.derived.name if self.derived else str(self.get_profile_display())
        return f"{name} (suplência)" if self.alternate_of_id else name
