"""Proof of work plans and drafts."""
