"""What a partner says of the code it received, at its own host."""

from django.urls import path

from agreements.publication.web import own_views as views

app_name = "publication"
urlpatterns = [path("<uuid:uid>/producao/", views.declare, name="declare")]
