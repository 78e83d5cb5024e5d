"""The public pages of publication and delivery."""

from django.urls import path

from agreements.publication.web import document_views, feeds, package_views, public_views

app_name = "publication"
urlpatterns = [
    path("extratos/", public_views.extracts, name="extracts"),
    path("extratos.json", feeds.extracts_json, name="extracts_json"),
    path("extratos/feed.json", feeds.extracts_feed_json, name="extracts_feed"),
    path("extratos.atom", feeds.extracts_atom, name="extracts_atom"),
    path("extratos/<int:number>-<int:year>/", public_views.extract, name="extract"),
    path("extratos/<int:number>-<int:year>.json", feeds.extract_json, name="extract_json"),
    path(
        "extratos/<int:number>-<int:year>/documentos/<uuid:document_uid>/",
        document_views.public_document,
        name="public_document",
    ),
    path("aceite/<str:token>/", public_views.accept_terms, name="accept_terms"),
    path("recebimento/<str:token>/", public_views.confirm_receipt, name="confirm_receipt"),
    path("recebimento/<str:token>/pacote/", package_views.download, name="download_package"),
    path("pacote/<str:stamped>/", package_views.package_file, name="package_file"),
]
