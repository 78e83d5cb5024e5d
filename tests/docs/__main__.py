"""Write the pages that are made from the code: `python -m tests.docs`."""

import os


def main() -> None:
    """Load the programme without reaching any service, then write."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ENVIRONMENT": "test",
        "DATABASE_URL": "postgres://reader@localhost/none",
        "BROKER_URL": "redis://localhost/0",
    }
    import django

    django.setup()
    from tests.docs.pages import MADE, written

    for page in MADE:
        page.write_text(written(page), encoding="utf-8")


if __name__ == "__main__":
    main()
