"""Signatures read from outside, and the roots of trust, at the centre."""
