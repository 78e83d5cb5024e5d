"""A person's own notices."""

from django.urls import path

from notifications.web import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="list"),
    path("<uuid:uid>/abrir/", views.open_notice, name="open"),
    path("lidos/", views.mark_read, name="mark_read"),
]
