"""The web server's door."""

import os

from django.core.wsgi import get_wsgi_application

from config.production import refuse_demonstration

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
refuse_demonstration()
