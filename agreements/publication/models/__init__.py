"""Gazette records, the public extract, the delivery of the code and its use, as rows."""

from agreements.publication.models.gazettes import Delivery, Extract, Publication
from agreements.publication.models.productions import Production

__all__ = ["Delivery", "Extract", "Production", "Publication"]
