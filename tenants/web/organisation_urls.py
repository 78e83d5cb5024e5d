"""The hosts of an organisation, for its administrators."""

from django.urls import path

from tenants.web import host_views

app_name = "hosts"
urlpatterns = [
    path("", host_views.host_list, name="list"),
    path("pedir/", host_views.ask, name="ask"),
    path("<uuid:uid>/conferir/", host_views.check, name="check"),
    path("<uuid:uid>/principal/", host_views.make_primary, name="make_primary"),
    path("<uuid:uid>/retirar/", host_views.withdraw, name="withdraw"),
]
