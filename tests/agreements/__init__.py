"""Proof of the agreements domain."""
