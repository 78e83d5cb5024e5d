"""Publication and delivery at the centre, beside the pages of the registry."""

from django.urls import path

from agreements.publication.web import production_views, views

app_name = "publication"
urlpatterns = [
    path("publicacao/", views.queue, name="queue"),
    path("publicacao/<uuid:uid>/", views.agreement, name="agreement"),
    path("acordos/<uuid:uid>/publicacao/estado/", views.state_gazette, name="state_gazette"),
    path("acordos/<uuid:uid>/publicacao/participe/", views.partner_gazette, name="partner_gazette"),
    path("acordos/<uuid:uid>/entregas/nova/", views.contact, name="contact"),
    path("acordos/<uuid:uid>/entregas/<uuid:delivery_uid>/", views.deliver, name="deliver"),
    path("acordos/<uuid:uid>/entregas/<uuid:delivery_uid>/reenviar/", views.resend, name="resend"),
    path(
        "acordos/<uuid:uid>/producao/<uuid:production_uid>/confirmar/",
        production_views.confirm_production,
        name="confirm_production",
    ),
    path(
        "acordos/<uuid:uid>/producao/<uuid:production_uid>/devolver/",
        production_views.return_production,
        name="return_production",
    ),
]
