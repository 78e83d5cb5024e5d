"""The app that the tests of upgrades add to every organisation."""

from django.apps import AppConfig


class TrialConfig(AppConfig):
    name = "tests.tenants.upgrade.app"
    label = "trial"
