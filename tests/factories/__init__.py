"""Rows for tests, made the way the product makes them."""
