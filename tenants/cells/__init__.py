"""Cells: further installations that serve organisations of the same registry."""
