"""Pages of one organisation through the whole stack of middleware, in process, median of many."""

import json
import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

PAGES = {"notices": "/avisos/", "home": "/"}
WARM, TIMES = 20, 200


def main() -> None:
    """Print the median of each page in milliseconds."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from access.rules import Profile
    from tests.people import Visitor, person

    setup_test_environment()
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 300
    schema, host = os.environ["BENCH_SCHEMA"], os.environ["BENCH_HOST"]
    visitor = Visitor(host, person(schema, Profile.ORGANISATION_ADMIN))
    found = {}
    for name, path in PAGES.items():
        taken = []
        for _ in range(WARM + TIMES):
            start = time.perf_counter()
            answer = visitor.get(path)
            taken.append(time.perf_counter() - start)
            if answer.status_code != 200:
                raise SystemExit(f"{path}: {answer.status_code}")
        found[name] = round(sorted(taken[WARM:])[TIMES // 2] * 1000, 3)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
