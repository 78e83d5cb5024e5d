"""Gazette records, the public extract and documents, versions, the code and its use, as rows."""

from agreements.publication.models.appearances import Publication
from agreements.publication.models.documents import PublicDocument
from agreements.publication.models.gazettes import WORDS, Delivery, Extract
from agreements.publication.models.productions import Production
from agreements.publication.models.releases import Release
from agreements.publication.models.terms import TermsOfUse

__all__ = [
    "WORDS",
    "Delivery",
    "Extract",
    "Production",
    "PublicDocument",
    "Publication",
    "Release",
    "TermsOfUse",
]
