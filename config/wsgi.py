"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application

from config import garbage
from config.start import look_before_starting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
garbage.seldom()
application = get_wsgi_application()
look_before_starting()
garbage.keep_what_is_loaded()
