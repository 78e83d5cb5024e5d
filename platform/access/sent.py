"""What a programme sent, as the forms of the pages take it."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict
from rest_framework.request import Request

from foundation.refusals import Invalid, Refusal

VERSION = re.compile(r'(?:W/)?"([\w.:-]{1,100})"')
THREE_PLACES = re.compile(r"-?\d+\.\d{3}")
PLAIN = (str, int, float, bool)
MOST = 1000  # values in one list, fields in one object: no form has more
OBJECT = "Envie um objeto JSON, com um valor para cada campo."
OBJECTS = "Envie uma lista de objetos JSON."
VALUE = "Envie um texto, um número, verdadeiro ou falso, ou uma lista deles."


class NoVersion(Refusal):
    """What may have been changed by somebody else is changed only by who says what was read."""

    status = 428
    message = "Leia antes e envie o ETag do que leu no cabeçalho If-Match."


def form_data(
    request: Request, lists: Collection[str] = ()
) -> tuple[MultiValueDict[str, Any], MultiValueDict[str, Any]]:
    """Fields and files, without the lists of objects. Raises Invalid for what no form can take."""
    if request.FILES or request.content_type.startswith("multipart/"):
        data = {name: request.POST.getlist(name) for name in request.POST}
        return MultiValueDict(data), request.FILES
    sent = object_in(request)
    plain = {name: value for name, value in sent.items() if name not in lists}
    if faults := plain_faults(plain):
        raise Invalid(faults)
    return MultiValueDict({name: listed(each) for name, each in plain.items()}), MultiValueDict()


def object_in(request: Request) -> Mapping[str, Any]:
    """What was sent; nothing is an object without fields. Raises Invalid for anything else."""
    sent = request.data or {}
    if not isinstance(sent, Mapping) or len(sent) > MOST:
        raise Invalid(OBJECT)
    return sent


def plain_faults(sent: Mapping[Any, Any]) -> dict[str, list[str]]:
    """The fields that hold what no form can take."""
    faults = {}
    for name, value in sent.items():
        if isinstance(value, list) and len(value) > MOST:
            faults[str(name)] = [f"Até {MOST} de uma vez."]
        elif not all(isinstance(each, PLAIN) for each in listed(value)):
            faults[str(name)] = [VALUE]
    return faults


def listed(value: Any) -> list[Any]:
    """A value as a form holds it: null is what was left empty."""
    if value is None:
        return []
    return [worded(each) for each in value] if isinstance(value, list) else [worded(value)]


def worded(value: Any) -> Any:
    """As typed: fields read text."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    text = str(value)
    return f"{text}0" if THREE_PLACES.fullmatch(text) else text  # 1.234 is no thousand reais


def version_of(request: Request) -> str:
    """What the programme read. Raises NoVersion without one, Invalid for what is none."""
    said = request.headers.get("If-Match", "").strip()
    if not said:
        raise NoVersion
    found = VERSION.fullmatch(said)
    if found is None:
        raise Invalid({"If-Match": ["Envie o ETag como o recebeu, entre aspas."]})
    return found[1]


def fingerprint(request: Request, lists: Collection[str] = ()) -> str:
    """The same request, the same text: where it goes, its fields, its lists and its files."""
    data, files = form_data(request, lists)
    held: list[Any] = [request.path, sorted((name, data.getlist(name)) for name in data)]
    sent = object_in(request)
    held += [sent[name] for name in sorted(lists) if name in sent]
    for name in sorted(files):
        for each in files.getlist(name):
            digest = hashlib.sha256(b"".join(each.chunks())).hexdigest()
            each.seek(0)
            held.append([name, digest])
    return hashlib.sha256(json.dumps(held, default=str).encode()).hexdigest()
