"""Gazette records, the public extract and documents, the code and its use, as rows."""

from agreements.publication.models.documents import PublicDocument
from agreements.publication.models.gazettes import Delivery, Extract, Publication
from agreements.publication.models.productions import Production

__all__ = ["Delivery", "Extract", "Production", "PublicDocument", "Publication"]
