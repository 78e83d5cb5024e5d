"""JSON as programmes send it: no longer than a form may be, no deeper than it can be read."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

TOO_DEEP = "O JSON tem níveis demais."
NO_TEXT = "Há um sinal que não existe em nenhum texto."
HALF = re.compile(rb"\\u[dD][89abcdefABCDEF]")  # of a pair; alone it is no character


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
            found = super().parse(BytesIO(sent), media_type, parser_context)
            if HALF.search(sent):
                json.dumps(found, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError(TOO_DEEP) from None
        except UnicodeEncodeError:
            raise ParseError(NO_TEXT) from None
        return found
