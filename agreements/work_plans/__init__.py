"""Drafts of the agreement and its work plan, from structured clauses."""
