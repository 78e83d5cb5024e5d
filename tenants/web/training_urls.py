"""A place of training, at its own host."""

from django.urls import path

from tenants.web import own_training

app_name = "training"
urlpatterns = [
    path("", own_training.page, name="page"),
    path("reiniciar/", own_training.reset, name="reset"),
]
