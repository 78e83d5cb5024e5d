"""The Frictionless standard as far as a stranger's programme relies on it, in JSON Schema."""

from typing import Any

FIELD = {
    "type": "object",
    "required": ["name", "title", "type", "format", "description"],
    "properties": {
        "name": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"},
        "title": {"type": "string", "minLength": 2},
        "type": {"enum": ["string", "integer", "number", "boolean", "date", "datetime"]},
        "format": {"type": "string"},
        "description": {"type": "string", "minLength": 5},
        "constraints": {
            "type": "object",
            "properties": {"required": {"type": "boolean"}, "unique": {"type": "boolean"}},
        },
    },
}
TABLE_SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {"type": "array", "minItems": 1, "items": FIELD},
        "primaryKey": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "missingValues": {"type": "array", "items": {"type": "string"}},
        "foreignKeys": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["fields", "reference"],
                "properties": {
                    "reference": {"type": "object", "required": ["resource", "fields"]},
                },
            },
        },
    },
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path", "profile", "title", "description", "format", "encoding", "schema"],
    "properties": {
        "name": {"type": "string", "pattern": "^([-a-z0-9._/])+$"},
        "path": {"type": "string", "pattern": r"^(?=^[^./~])(^((?!\.{2}).)*$).*$"},
        "profile": {"enum": ["data-resource", "tabular-data-resource"]},
        "format": {"enum": ["csv", "json"]},
        "mediatype": {"type": "string", "pattern": "^(.+)/(.+)$"},
        "encoding": {"const": "utf-8"},
        "bytes": {"type": "integer", "minimum": 0},
        "hash": {"type": "string", "pattern": "^(sha256:)?[0-9a-f]{64}$"},
        "dialect": {
            "type": "object",
            "properties": {"delimiter": {"const": ";"}, "quoteChar": {"const": '"'}},
        },
        "schema": TABLE_SCHEMA,
    },
}
DATA_PACKAGE: dict[str, Any] = {
    "type": "object",
    "required": ["profile", "name", "title", "description", "homepage", "version", "resources"],
    "properties": {
        "profile": {"enum": ["data-package", "tabular-data-package"]},
        "name": {"type": "string", "pattern": "^([-a-z0-9._/])+$"},
        "homepage": {"type": "string", "pattern": "^https?://"},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "created": {"type": "string", "format": "date-time"},
        "keywords": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["name", "path"]},
        },
        "contributors": {
            "type": "array",
            "items": {"type": "object", "required": ["title"]},
        },
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}
TYPES = {
    "string": {"type": "string"},
    "integer": {"type": "string", "pattern": r"^-?\d+$"},
    "boolean": {"enum": ["true", "false"]},
    "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def line_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """What a line of a CSV must be, by its Table Schema; an empty cell is a missing value."""
    names = [each["name"] for each in schema["fields"]]
    properties = {}
    for each in schema["fields"]:
        needed = each.get("constraints", {}).get("required", False)
        told = TYPES[each["type"]]
        properties[each["name"]] = (
            {"allOf": [told, {"minLength": 1}]} if needed else {"anyOf": [told, {"const": ""}]}
        )
    return {"required": names, "properties": properties, "additionalProperties": False}
