"""The data package told to machines: Frictionless, DCAT and the list of what changed. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from agreements.openness.resources import RESOURCES
from agreements.openness.rules import Field, Resource

LICENCE = "CC-BY-4.0"
LICENCE_NAME = "Creative Commons Atribuição 4.0 Internacional"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
NAME = "acordos-sispmpi"
TITLE = "Acordos de cooperação técnica e termos de adesão do SisPMPI"
DESCRIPTION = (
    "Acordos pelos quais a Controladoria-Geral do Estado de Minas Gerais cede o SisPMPI, com seus"
    " termos aditivos, publicações, entregas do código, relatórios anuais e melhorias. Sem dados"
    " pessoais: CPF, telefone e e-mail são mascarados ou omitidos."
)
PUBLISHER = "Controladoria-Geral do Estado de Minas Gerais"
CONTACT = "integridade@cge.mg.gov.br"
KEYWORDS = (
    "acordos de cooperação técnica",
    "termos de adesão",
    "integridade pública",
    "SisPMPI",
    "Minas Gerais",
)
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/DAILY"
MEDIA = {"csv": "text/csv", "json": "application/json"}
# the first two numbers of the version: the second grows with a column, the first with a break
SHAPE = "1.2"
SHAPES = (
    ("1.0", "Primeira versão: seis tabelas em CSV e JSON."),
    ("1.1", "Retificações e republicações em publicacoes, com ordem e espécie; dados do PNCP."),
    ("1.2", "A coluna especie de acordos passa a ter também Termo de Adesão."),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an edition."""

    name: str
    key: str
    sha256: str
    size: int
    rows: int
    changed_at: str


@dataclass(frozen=True, slots=True)
class Issue:
    """What the descriptions need to know of an edition."""

    version: str
    built_at: datetime
    parts: Mapping[str, Part]
    base: str


def shape_hash() -> str:
    """Of every column and sentence: another edition is due when one of them changes."""
    told = json.dumps([asdict(each) for each in RESOURCES], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{SHAPE}{told}".encode()).hexdigest()


def schema_of(resource: Resource) -> dict[str, Any]:
    """The Table Schema of a resource."""
    schema: dict[str, Any] = {
        "fields": [column(each) for each in resource.fields],
        "missingValues": [""],
        "primaryKey": list(resource.key),
    }
    if resource.refers:
        schema["foreignKeys"] = [
            {"fields": ["id_acordo"], "reference": {"resource": "acordos", "fields": ["id_acordo"]}}
        ]
    return schema


def column(field: Field) -> dict[str, Any]:
    """A field of a Table Schema."""
    told: dict[str, Any] = {
        "name": field.name,
        "title": field.title,
        "type": field.type,
        "format": "default",
        "description": field.description,
    }
    return told | ({"constraints": {"required": True}} if field.is_required else {})


def datapackage(issue: Issue) -> dict[str, Any]:
    """`datapackage.json`: the same edition always gives the same text."""
    return {
        "profile": "data-package",
        "name": NAME,
        "id": f"{issue.base}datapackage.json",
        "title": TITLE,
        "description": DESCRIPTION,
        "homepage": issue.base,
        "owner_org": "controladoria-geral-do-estado-cge",
        "version": issue.version,
        "created": issue.built_at.isoformat(),
        "frequency": "diária",
        "changelog": "changelog.md",
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENCE, "title": LICENCE_NAME, "path": LICENCE_URL}],
        "contributors": [{"title": PUBLISHER, "email": CONTACT, "role": "publisher"}],
        "resources": [
            described(resource, issue.parts[f"{resource.name}.{kind}"], kind)
            for resource in RESOURCES
            for kind in MEDIA
        ],
    }


def described(resource: Resource, part: Part, kind: str) -> dict[str, Any]:
    """One file of the package."""
    told: dict[str, Any] = {
        "profile": "tabular-data-resource" if kind == "csv" else "data-resource",
        "name": resource.name if kind == "csv" else f"{resource.name}-json",
        "title": resource.title,
        "description": resource.description,
        "path": part.name,
        "format": kind,
        "mediatype": MEDIA[kind],
        "encoding": "utf-8",
        "bytes": part.size,
        "hash": f"sha256:{part.sha256}",
    }
    if kind == "csv":
        told["dialect"] = {
            "delimiter": ";",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminator": "\r\n",
            "header": True,
        }
    return told | {"schema": schema_of(resource)}


def catalogue(issue: Issue) -> dict[str, Any]:
    """The same in DCAT, as JSON-LD."""
    dataset = {
        "@id": f"{issue.base}#conjunto",
        "@type": "dcat:Dataset",
        "dct:identifier": NAME,
        "dct:title": TITLE,
        "dct:description": DESCRIPTION,
        "dct:license": {"@id": LICENCE_URL},
        "dct:accrualPeriodicity": {"@id": FREQUENCY},
        "dct:modified": moment(issue.built_at.isoformat()),
        "dct:language": "pt-BR",
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": PUBLISHER},
        "owl:versionInfo": issue.version,
        "dcat:keyword": list(KEYWORDS),
        "dcat:landingPage": {"@id": issue.base},
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:hasEmail": f"mailto:{CONTACT}"},
        "dcat:distribution": [
            distribution(resource, issue.parts[f"{resource.name}.{kind}"], kind, issue.base)
            for resource in RESOURCES
            for kind in MEDIA
        ],
    }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "owl": "http://www.w3.org/2002/07/owl#",
            "spdx": "http://spdx.org/rdf/terms#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{issue.base}dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": "Dados abertos do SisPMPI em Rede",
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": PUBLISHER},
        "dcat:dataset": [dataset],
    }


def distribution(resource: Resource, part: Part, kind: str, base: str) -> dict[str, Any]:
    """One file, as DCAT calls it."""
    return {
        "@id": f"{base}{part.name}",
        "@type": "dcat:Distribution",
        "dct:title": f"{resource.title} ({kind.upper()})",
        "dct:description": resource.description,
        "dct:license": {"@id": LICENCE_URL},
        "dct:modified": moment(part.changed_at),
        "dcat:accessURL": {"@id": base},
        "dcat:downloadURL": {"@id": f"{base}{part.name}"},
        "dcat:mediaType": MEDIA[kind],
        "dcat:byteSize": part.size,
        "spdx:checksum": {
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": part.sha256,
        },
    }


def moment(text: str) -> dict[str, str]:
    """A typed instant."""
    return {"@type": "xsd:dateTime", "@value": text}


def changelog(editions: Sequence[tuple[str, datetime, Sequence[str]]]) -> str:
    """What changed, newest first: `(version, built at, sentences)`, then the shapes."""
    lines = ["# Histórico de mudanças", "", f"{TITLE}. Licença {LICENCE}.", ""]
    for version, built_at, sentences in editions:
        lines += [f"## {version} – {built_at:%Y-%m-%d}", ""]
        lines += [*(f"- {each}" for each in sentences), ""]
    lines += ["# Formato", ""]
    lines += [f"- {version}: {sentence}" for version, sentence in reversed(SHAPES)]
    return "\n".join(lines) + "\n"


def differences(before: Mapping[str, Part], after: Mapping[str, Part]) -> list[str]:
    """What an edition changed, one sentence a table."""
    found = []
    for resource in RESOURCES:
        name = f"{resource.name}.csv"
        old, new = before.get(name), after[name]
        if old is None:
            found.append(f"{resource.title}: {new.rows} linhas, primeira edição.")
        elif old.sha256 != new.sha256:
            found.append(f"{resource.title}: de {old.rows} para {new.rows} linhas, com alterações.")
    return found or ["As descrições das tabelas mudaram; os dados são os mesmos."]
