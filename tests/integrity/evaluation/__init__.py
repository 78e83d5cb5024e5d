"""Evaluation: internal control recommends and issues the report."""
