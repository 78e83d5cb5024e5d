"""Celery: tasks of every app; the clock is the table in settings."""

import os

from celery import Celery
from celery.signals import worker_init, worker_process_init

from config import garbage

garbage.seldom()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("sispmpi")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
_parent = 0  # the worker itself, as its children know it


@worker_init.connect
def look_before_working(**_: object) -> None:
    """A worker, like the web server, does not start where it cannot work safely."""
    global _parent
    import django

    _parent = os.getpid()
    django.setup()
    from config.start import look_before_starting

    look_before_starting()
    garbage.keep_what_is_loaded()


@worker_process_init.connect
def die_with_the_worker(**_: object) -> None:
    """A child whose worker was killed before the child could ask to die with it ends here.

    Celery has just asked the kernel for a `SIGKILL` at the death of the parent; one that died
    earlier is never announced, and the children wait for ever on pipes that they hold open for
    each other.
    """
    if _parent not in (0, os.getpid(), os.getppid()):
        os._exit(1)
