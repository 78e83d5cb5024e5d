"""Formulation: from an empty organ to a published plan."""
