"""Monitoring: dashboard, risk, recommendations and their answers."""
