"""Names, slugs and the life of an organisation's place in the installation. No database here."""

import re
import unicodedata
from collections.abc import Container
from datetime import date, timedelta
from uuid import UUID

from django.db.models import TextChoices

from foundation.flow import Flow, step
from foundation.refusals import Invalid
from foundation.tenancy import is_tenant_schema

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
LONGEST_SLUG = 40
RESERVED_SLUGS = frozenset(
    [
        "admin",
        "ajuda",
        "api",
        "app",
        "cge",
        "conta",
        "demo",
        "docs",
        "email",
        "ftp",
        "localhost",
        "mail",
        "portal",
        "public",
        "static",
        "status",
        "suporte",
        "treinamento",
        "www",
    ]
)


class Nature(TextChoices):
    """The five publics of the procedure of CGE-MG."""

    MUNICIPALITY_MG = "municipality_mg", "Município de Minas Gerais"
    MUNICIPALITY = "municipality", "Município de outro estado"
    STATE = "state", "Governo estadual ou do Distrito Federal"
    FEDERAL = "federal", "Governo federal"
    BODY = "body", "Órgão ou entidade da administração direta ou indireta"

    @property
    def is_municipality(self) -> bool:
        """Whether the organisation is chosen from the list of municipalities."""
        return self in (Nature.MUNICIPALITY_MG, Nature.MUNICIPALITY)


class BackupPurpose(TextChoices):
    """What a copy was taken for."""

    NIGHTLY = "nightly", "Cópia noturna"
    DEPARTURE = "departure", "Cópia de saída"


class TenantState(TextChoices):
    PREPARING = "preparing", "Em preparação"
    ACTIVE = "active", "Ativa"
    SUSPENDED = "suspended", "Suspensa"
    READ_ONLY = "read_only", "Somente leitura"
    CLOSED = "closed", "Encerrada"
    ARCHIVED = "archived", "Arquivada"
    DROPPED = "dropped", "Eliminada"


TENANT_FLOW = Flow(
    {
        "activate": step(TenantState.PREPARING, TenantState.ACTIVE, "Ativar"),
        "suspend": step(TenantState.ACTIVE, TenantState.SUSPENDED, "Suspender"),
        "resume": step(TenantState.SUSPENDED, TenantState.ACTIVE, "Reativar"),
        "freeze": step(TenantState.ACTIVE, TenantState.READ_ONLY, "Tornar somente leitura"),
        "reopen": step(TenantState.READ_ONLY, TenantState.ACTIVE, "Devolver a escrita"),
        "close": step(TenantState.READ_ONLY, TenantState.CLOSED, "Encerrar"),
        "recover": step(
            (TenantState.CLOSED, TenantState.ARCHIVED), TenantState.READ_ONLY, "Recuperar"
        ),
        "archive": step(TenantState.CLOSED, TenantState.ARCHIVED, "Arquivar"),
        "drop": step(TenantState.ARCHIVED, TenantState.DROPPED, "Eliminar"),
        "restore": step(TenantState.DROPPED, TenantState.READ_ONLY, "Restaurar do arquivo"),
    }
)
OPEN_STATES = frozenset({TenantState.ACTIVE, TenantState.READ_ONLY})
GONE_STATES = frozenset({TenantState.CLOSED, TenantState.ARCHIVED, TenantState.DROPPED})
KEPT_STATES = frozenset(
    {TenantState.ACTIVE, TenantState.SUSPENDED, TenantState.READ_ONLY, TenantState.CLOSED}
)  # whose schema stands under its own name: what the nightly backup covers

WRITTEN_STATES = frozenset({TenantState.ACTIVE, TenantState.SUSPENDED})


def trash_name(schema: str, today: date) -> str:
    """The name under which a schema waits for its end."""
    return f"zz_trash_{today:%Y%m%d}_{schema}"


def first_day_of_drop(set_aside: date, waiting_days: int) -> date:
    """The day from which a schema set aside may be removed for good."""
    return set_aside + timedelta(days=waiting_days)


def is_second_person(first: UUID | None, second: UUID | None) -> bool:
    """Whether two accounts are known and differ."""
    return first is not None and second is not None and first != second


class BirthState(TextChoices):
    REQUESTED = "requested", "Nascimento solicitado"
    SCHEMA_READY = "schema_ready", "Espaço de dados criado"
    INVITED = "invited", "Primeira administração convidada"
    DONE = "done", "Organização no ar"


BIRTH_FLOW = Flow(
    {
        "make_schema": step(BirthState.REQUESTED, BirthState.SCHEMA_READY, "Criar espaço de dados"),
        "invite": step(BirthState.SCHEMA_READY, BirthState.INVITED, "Convidar administração"),
        "open": step(BirthState.INVITED, BirthState.DONE, "Abrir ao uso"),
    }
)


def schema_name_for(*, nature: str, ibge_code: str, slug: str) -> str:
    """The schema of an organisation: `m` + IBGE code for a municipality, `o` + slug otherwise.

    Raises Invalid when what comes out is not a name the database accepts.
    """
    if Nature(nature).is_municipality:
        name = f"m{ibge_code}"
    else:
        name = "o" + re.sub(r"[^a-z0-9]", "_", slug)
    if not is_tenant_schema(name):
        raise Invalid({"slug": ["Este endereço não serve como nome do espaço de dados."]})
    return name


def slugify(name: str) -> str:
    """A host label from a name: lower case, without accents, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    label = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    return label if label[:1].isalpha() else f"o-{label}".strip("-")


def slug_for(name: str, state: str, taken: Container[str]) -> str:
    """The first free host label for an organisation: its name, name and state, then numbered."""
    base = slugify(name)
    options = [base, f"{base[: LONGEST_SLUG - 3]}-{state.lower()}"]
    options += [f"{options[1]}-{number}" for number in range(2, 100)]
    return next(each for each in options if each not in taken and each not in RESERVED_SLUGS)


def check_slug(slug: str) -> None:
    """Raise Invalid unless `slug` may be a host label of an organisation."""
    if not SLUG.match(slug) or len(slug) > LONGEST_SLUG or slug in RESERVED_SLUGS:
        raise Invalid({"slug": ["Use letras minúsculas, números e hífens; começa por letra."]})


def normal_host(host: str) -> str:
    """A host as the domain table writes it: no port, no final dot, lower case."""
    return host.rsplit(":", 1)[0].rstrip(".").lower() if not host.startswith("[") else host.lower()
