"""Stored files of all schemas: scanned, destroyed in time, compared with the store."""
