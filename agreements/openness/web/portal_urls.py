"""The public pages of the open data."""

from django.urls import path

from agreements.openness.web import data_views, map_views

app_name = "openness"
urlpatterns = [
    path("mapa/", map_views.towns, name="map"),
    path("acordos-em-numeros/", map_views.figures, name="figures"),
    path("dados-abertos/", data_views.page, name="data"),
    path("dados-abertos/datapackage.json", data_views.datapackage_json, name="datapackage"),
    path("dados-abertos/dcat.jsonld", data_views.dcat, name="dcat"),
    path("dados-abertos/changelog.md", data_views.changelog_md, name="changelog"),
    path("dados-abertos/<slug:name>.<slug:kind>", data_views.table, name="table"),
]
