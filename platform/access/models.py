"""Organs, their tree of units, the directory of people, and the profiles held in them."""

from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.rules import HELD
from foundation.history import FieldHistory


class Organ(models.Model):
    """A body inside the organisation: a town has a few, a state a hundred."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField("nome", max_length=255)
    acronym = models.CharField("sigla", max_length=10, blank=True)
    is_active = models.BooleanField("ativo", default=True)

    class Meta:
        verbose_name = "órgão"
        verbose_name_plural = "órgãos"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="organ_once")]
        triggers = [FieldHistory("name acronym is_active")]

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
        return self.name


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


class Assignment(models.Model):
    """A profile that a person holds, in an organ or unit, from one day to another.

    The last day counts; a profile that somebody ended stops at that instant, whatever the day.
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
            models.UniqueConstraint(
                fields=["user", "profile", "organ", "unit"],
                condition=Q(end_date__isnull=True),
                nulls_distinct=False,
                name="assignment_held_once",
            ),
        ]
        triggers = [FieldHistory("user profile organ unit start_date end_date ended_at")]

    def __str__(self) -> str:
        place = self.unit or self.organ
        return f"{self.get_profile_display()}{f' · {place}' if place else ''}"
