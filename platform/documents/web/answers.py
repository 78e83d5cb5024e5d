"""How a file leaves the house: as an attachment, of its true type, powerless in the browser."""

from io import BytesIO

from django.http import FileResponse

from documents.models import StoredFile
from documents.services import open_file


def file_answer(file: StoredFile) -> FileResponse:
    """Hand out a kept file. Whoever calls has made sure that the person may have it."""
    return _harmless(
        FileResponse(open_file(file), as_attachment=True, filename=file.name), file.media_type
    )


def made_answer(content: bytes, name: str, media_type: str) -> FileResponse:
    """Hand out what was made a moment ago and is not kept: a report, a spreadsheet."""
    return _harmless(FileResponse(BytesIO(content), as_attachment=True, filename=name), media_type)


def _harmless(answer: FileResponse, media_type: str) -> FileResponse:
    answer["Content-Type"] = media_type
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
