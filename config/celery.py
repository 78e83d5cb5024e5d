"""Celery: tasks of every app; the clock is the table in settings."""

import os

from celery import Celery
from celery.signals import worker_init

from config.production import refuse_demonstration

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("sispmpi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def look_before_working(**_: object) -> None:
    """A worker, like the web server, does not start on demonstration data in production."""
    import django

    django.setup()
    refuse_demonstration()
