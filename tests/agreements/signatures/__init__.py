"""Signatures read from SEI and from signed PDF, and the roots that are trusted."""
