"""Where CGE-MG answers people without an account."""

from django.urls import path

from agreements.privacy.web import centre_views as views

app_name = "privacy"
urlpatterns = [
    path("", views.subjects, name="subjects"),
    path("registrar/", views.record, name="record"),
    path("<uuid:uid>/", views.subject, name="subject"),
    path("<uuid:uid>/eliminar/", views.erase, name="erase"),
    path("<uuid:uid>/recusar/", views.refuse, name="refuse"),
]
