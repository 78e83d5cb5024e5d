"""Execution: classify, name who answers, report progress, prove it."""
