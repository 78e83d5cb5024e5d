"""JSON as programmes send it: no longer than a form may be, no deeper than it can be read."""

from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

TOO_DEEP = "O JSON tem níveis demais."


class TooLarge(APIException):
    """More than anybody types."""

    status_code = 413
    default_detail = "O que foi enviado é grande demais."


class BoundedJSON(JSONParser):
    """Reads one byte more than there may be, and no further."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        sent = stream.read(most + 1)
        if len(sent) > most:
            raise TooLarge
        try:
            return super().parse(BytesIO(sent), media_type, parser_context)
        except RecursionError:
            raise ParseError(TOO_DEEP) from None
