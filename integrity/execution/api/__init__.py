"""Execution for programs: what the pages show, read only."""
