"""Whom the installation serves: organisations, their schemas, roles, hosts and life."""
