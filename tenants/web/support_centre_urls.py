"""Support sessions, at the centre."""

from django.urls import path

from tenants.web import support_centre as views

app_name = "support"
urlpatterns = [
    path("", views.session_list, name="list"),
    path("<uuid:uid>/", views.session, name="session"),
    path("<uuid:uid>/passe/", views.issue_pass, name="pass"),
    path("<uuid:uid>/encerrar/", views.end_session, name="end"),
]
