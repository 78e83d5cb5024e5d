"""Two hundred people a minute sign in with argon2 while others read: does reading suffer?

A web server as in production (two processes, four threads) is read at a steady pace, first alone,
then beside the sign-ins; each of those fetches the form and sends it.
"""

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from config.local import ports
from tests.bench.figures import Ledger, at_most, ms, say, seconds
from tests.seed import FIRST

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
PEOPLE_A_MINUTE = 200
READS_A_SECOND = 5
IDLE_SECONDS, BUSY_SECONDS = 15, 30
PASSWORD = "uma senha bem comprida"
GOAL = 3.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@contextmanager
def web() -> Iterator[tuple[int, int]]:
    """The web server: its port, and the number of its first process."""
    port = ports.free_port()
    words = [sys.executable, "-m", "gunicorn", "config.wsgi:application"]
    told = [f"--bind=127.0.0.1:{port}", "--config=python:config.web_server"]
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"}
    process = subprocess.Popen([*words, *told, "--log-level=error"], env=environment)
    try:
        until = time.monotonic() + 60
        while not answers(port):
            if time.monotonic() > until or process.poll() is not None:
                raise SystemExit("the web server did not start")
            time.sleep(0.2)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def worked(parent: int) -> float:
    """The processor time of the server so far, in seconds: other load does not count."""
    total = 0
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = each.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def answers(port: int) -> bool:
    """Whether it serves."""
    try:
        return asked(port, "GET", "/conta/entrar/")[0] == 200
    except OSError:
        return False


def asked(
    port: int, method: str, path: str, cookie: str = "", form: dict[str, str] | None = None
) -> tuple[int, SimpleCookie]:
    """One request on a connection of its own: status and cookies."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        headers = {"Host": FIRST.host, "Cookie": cookie, **(FORM if form else {})}
        link.request(method, path, urlencode(form) if form else None, headers)
        answer = link.getresponse()
        answer.read()
        held = SimpleCookie()
        for each in answer.headers.get_all("Set-Cookie", []):
            held.load(each)
        return answer.status, held
    finally:
        link.close()


def enter(port: int, email: str, password: str = PASSWORD) -> int:
    """The form and its sending; the status: 302 is in."""
    _, held = asked(port, "GET", "/conta/entrar/")
    secret = held["csrf"].value
    given = {"login": email, "password": password, "csrfmiddlewaretoken": secret}
    return asked(port, "POST", "/conta/entrar/", f"csrf={secret}", given)[0]


def paced(act: Callable[[int], object], a_second: float, lasting: float, threads: int) -> None:
    """Begin that many a second, whether the earlier ones are done or not."""
    began = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        for number in range(int(a_second * lasting)):
            time.sleep(max(0.0, began + number / a_second - time.monotonic()))
            pool.submit(act, number)


def reads(port: int, cookie: str, lasting: float) -> list[float]:
    """The seconds of each reading."""
    taken: list[float] = []

    def read(_: int) -> None:
        def once() -> None:
            status, _ = asked(port, "GET", "/avisos/", cookie)
            if status != 200:
                raise SystemExit(f"the page answered {status}")

        taken.append(seconds(once))

    paced(read, READS_A_SECOND, lasting, 16)
    return taken


def people() -> tuple[list[str], str]:
    """Accounts that share a password, and the cookie of somebody who reads."""
    from django.conf import settings
    from django.contrib.auth.hashers import make_password

    from access.rules import Profile
    from foundation.tenancy import inside
    from tests.people import Visitor, person

    hashed, emails = make_password(PASSWORD), []
    for _ in range(PEOPLE_A_MINUTE * BUSY_SECONDS // 60):
        user = person(FIRST.schema, Profile.OBSERVER).user
        user.password = hashed
        with inside(FIRST.schema):
            user.save(update_fields=["password"])
        emails.append(user.email)
    reader = Visitor(FIRST.host, person(FIRST.schema, Profile.OBSERVER))
    name = settings.SESSION_COOKIE_NAME
    return emails, f"{name}={reader.cookies[name].value}"


def p95(values: list[float]) -> float:
    """What nineteen of twenty stay below, in milliseconds."""
    return round(sorted(values)[len(values) * 19 // 20] * 1000, 1)


def refusals(port: int, known: str) -> dict[str, float]:
    """The median of a refused sign-in, of an account and of none, in turns."""
    taken: dict[str, list[float]] = {"known_ms": [], "unknown_ms": []}
    for number in range(4):  # a fifth of the same account would not run argon2
        for name, email in (("known_ms", known), ("unknown_ms", f"n{number}@exemplo.test")):
            taken[name].append(seconds(lambda email=email: enter(port, email, "errada")))  # type: ignore[misc]
    return {name: ms(values) for name, values in taken.items()}


def main() -> None:
    """Print p95 of the page alone and beside the sign-ins, and their ratio."""
    import django

    django.setup()
    ledger = Ledger()
    emails, cookie = people()
    with web() as (port, server):
        reads(port, cookie, 3)
        before = worked(server)
        idle = p95(reads(port, cookie, IDLE_SECONDS))
        of_reading = (worked(server) - before) / (IDLE_SECONDS * READS_A_SECOND)
        ledger.note(page_p95_idle_ms=idle)
        entered: list[float] = []

        def one(number: int) -> None:
            start = time.perf_counter()
            if enter(port, emails[number]) == 302:
                entered.append(time.perf_counter() - start)

        rate = PEOPLE_A_MINUTE / 60
        before = worked(server)
        crowd = threading.Thread(target=paced, args=(one, rate, BUSY_SECONDS, 32))
        crowd.start()
        busy = p95(reads(port, cookie, BUSY_SECONDS))
        crowd.join()
        of_all = worked(server) - before - of_reading * BUSY_SECONDS * READS_A_SECOND
        each = of_all / max(1, len(entered))
        say(f"  idle {idle} ms, beside sign-ins {busy} ms")
        ratio = round(busy / idle, 2)
        ledger.note(
            page_p95_beside_sign_ins_ms=busy,
            ratio=ratio,
            sign_ins=len(entered),
            sign_ins_wanted=len(emails),
            sign_in_p95_ms=p95(entered),
            processor_of_one_page_ms=round(of_reading * 1000, 1),
            processor_of_one_sign_in_ms=round(each * 1000, 1),
            cores_for_the_sign_ins=round(each * rate, 2),
            refused_sign_in=refusals(port, emails[0]),
            goals={
                "page beside sign-ins / alone (p95)": at_most(ratio, GOAL),
                "cores for 200 sign-ins a minute": at_most(round(each * rate, 2), 1.0),
            },
        )
    if len(entered) < len(emails):
        raise SystemExit(f"only {len(entered)} of {len(emails)} came in")


if __name__ == "__main__":
    main()
