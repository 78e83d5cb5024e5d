"""Accounts: an e-mail, a name, a password; never deleted, only deactivated."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from foundation.history import FieldHistory


class Users(BaseUserManager["User"]):
    """Makes accounts; the e-mail is kept in lower case so that it is unique whatever was typed."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account; without a password it opens only by an invitation or a reset."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in, in the schema of the organisation that the person serves."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField("nome", max_length=200)
    post = models.CharField("cargo", max_length=120, blank=True)
    registration_number = models.CharField("matrícula", max_length=30, blank=True)
    phone = models.CharField("telefone", max_length=20, blank=True)
    is_active = models.BooleanField("ativa", default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    cpf_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    govbr_linked_at = models.DateTimeField("ligada ao gov.br em", null=True, editable=False)
    provider_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001

    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "pessoa"
        verbose_name_plural = "pessoas"
        ordering = ["name"]
        triggers = [
            FieldHistory(
                "is_active govbr_linked_at",
                personal="email name post registration_number phone",
                never="password cpf_digest provider_digest",
                silent="last_login created_at",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """How the pages greet the person."""
        return self.name.split(" ", 1)[0]


class Invitation(models.Model):
    """A one-time link by which an invited person chooses a password; only its hash is kept."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Provider(models.Model):
    """The organisation's own provider of identity (OpenID Connect), one at most; secret sealed."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    label = models.CharField("nome no botão", max_length=60)
    issuer = models.URLField("emissor", max_length=300)
    client_id = models.CharField("identificação do cliente", max_length=200)
    sealed_secret = models.TextField(editable=False)
    is_active = models.BooleanField("em uso", default=True)
    checked_at = models.DateTimeField("conferido em")

    class Meta:
        verbose_name = "provedor de identidade"
        constraints = [
            models.UniqueConstraint(models.Value(1), name="provider_only_one"),
        ]
        triggers = [
            FieldHistory("label issuer client_id is_active checked_at", never="sealed_secret")
        ]

    def __str__(self) -> str:
        return self.label
