"""Ask the web server of this container whether it serves; the exit code is the answer."""

import os
import sys
from http.client import HTTPConnection, HTTPException

PORT = 8000
SECONDS = 4


def status(host: str, port: int) -> int:
    """The answer to `GET /saude/` on the portal's host, as the proxy would ask."""
    link = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        link.request("GET", "/saude/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return link.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        link.close()


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else PORT
    sys.exit(status(os.environ.get("BASE_DOMAIN", "localhost"), port) != 200)
