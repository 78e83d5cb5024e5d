"""The library of models as JSON."""

from django.urls import path

from integrity.formulation.api.library import Adopt, LibraryList, LibraryModel

app_name = "library_api"
urlpatterns = [
    path("", LibraryList.as_view(), name="models"),
    path("<uuid:model_uid>/", LibraryModel.as_view(), name="model"),
    path("planos/<uuid:uid>/adotar/", Adopt.as_view(), name="adopt"),
]
