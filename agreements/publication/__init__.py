"""Extracts, gazettes, delivery of the code: what follows the signatures."""
