"""Yearly reports, the improvements they tell of, their reviews and adoptions."""

from agreements.improvements.models.exchange import Adoption, Review
from agreements.improvements.models.improvements import Improvement
from agreements.improvements.models.reports import AnnualReport

__all__ = ["Adoption", "AnnualReport", "Improvement", "Review"]
