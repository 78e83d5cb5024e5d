"""Yearly reports and the improvements made to the code."""
