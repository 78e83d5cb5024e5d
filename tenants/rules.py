"""Names, slugs and the life of an organisation's place in the installation. No database here."""

import re
import unicodedata
from collections.abc import Container

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


class TenantState(TextChoices):
    PREPARING = "preparing", "Em preparação"
    ACTIVE = "active", "Ativa"
    SUSPENDED = "suspended", "Suspensa"


TENANT_FLOW = Flow(
    {
        "activate": step(TenantState.PREPARING, TenantState.ACTIVE, "Ativar"),
        "suspend": step(TenantState.ACTIVE, TenantState.SUSPENDED, "Suspender"),
        "resume": step(TenantState.SUSPENDED, TenantState.ACTIVE, "Reativar"),
    }
)


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
