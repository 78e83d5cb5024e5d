"""Publication, as Django knows it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "agreements.publication"
    label = "publication"
    verbose_name = "Publicação"

    def ready(self) -> None:
        from agreements.publication import (  # noqa: F401
            birth_chapter,
            chapters,
            documents_chapter,
            handlers,
            hold_handlers,
            milestones,
            production_handlers,
            progress,
            release_handlers,
        )
        from agreements.publication.releases import CODE_PACKAGE
        from agreements.publication.rules import PUBLIC_COPY
        from agreements.publication.web import files, window
        from documents.registry import guard
        from documents.rules import GAZETTE_PAGE

        guard(GAZETTE_PAGE, files.may_download)
        guard(PUBLIC_COPY, files.may_download)
        guard(CODE_PACKAGE, files.may_download)
        window.register()
