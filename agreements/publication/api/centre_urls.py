"""Publication, delivery and use, at the centre."""

from django.urls import path

from agreements.publication.api import gazettes, views

app_name = "publication_api"
urlpatterns = [
    path("<uuid:uid>/entregas/", views.Use.as_view(), name="use"),
    path("<uuid:uid>/entregas/nova/", views.contact, name="contact"),
    path("<uuid:uid>/entregas/<uuid:delivery_uid>/", views.deliver, name="deliver"),
    path("<uuid:uid>/publicacao/extrato/", gazettes.Extract.as_view(), name="extract"),
    path("<uuid:uid>/publicacao/estado/", gazettes.state_gazette, name="state_gazette"),
    path("<uuid:uid>/publicacao/participe/", gazettes.partner_gazette, name="partner_gazette"),
    path(
        "<uuid:uid>/producao/<uuid:production_uid>/confirmar/",
        views.confirm_production,
        name="confirm_production",
    ),
    path(
        "<uuid:uid>/producao/<uuid:production_uid>/devolver/",
        views.return_production,
        name="return_production",
    ),
]
