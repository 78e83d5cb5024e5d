"""Answers requests as a web server's process does, through WSGI, and says how long each took.

It is told `path times cookie` a line and prints the seconds of each request in one line of JSON.
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.seed import FIRST


def called(application: Callable[..., Any], path: str, cookie: str) -> float:
    """One request from the first byte to the end, connections looked after as in production."""
    codes: list[str] = []
    place, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": place,
        "QUERY_STRING": query,
        "SERVER_NAME": FIRST.host,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": FIRST.host,
        "HTTP_COOKIE": cookie,
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    start = time.perf_counter()
    answer = application(environ, lambda status, headers: codes.append(status))
    size = sum(map(len, answer))
    answer.close()
    taken = time.perf_counter() - start
    if not codes[0].startswith("200") or not size:
        raise SystemExit(f"{path}: {codes[0]}")
    return taken


def main() -> None:
    """Serve until nobody asks any more."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    print("ready", flush=True)
    for line in sys.stdin:
        path, times, cookie = line.strip().split(" ", 2)
        print(json.dumps([called(application, path, cookie) for _ in range(int(times))]))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
