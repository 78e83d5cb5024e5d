"""How gunicorn serves: `gunicorn --config python:config.web_server config.wsgi:application`.

A process ends after so many requests, not all at the same time, and with it what it and its
sessions of the database remember.
"""

from config import settings

worker_class = "gthread"
workers = settings.WEB_PROCESSES
threads = settings.WEB_THREADS
max_requests = settings.WEB_REQUESTS
max_requests_jitter = settings.WEB_REQUESTS // 10
preload_app = True
control_socket_disable = True
