"""Passwords are stored with argon2id, at a cost that many sign-ins at once can bear."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """46 MiB, one pass, one lane: the first of the settings that OWASP recommends.

    Django's own, 100 MiB in eight lanes, costs four times the processor: a crowd at the door would
    keep everybody else waiting. Hashes made with those are made anew at the next sign-in.
    """

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
