"""The library of models as JSON."""

from django.urls import path

from integrity.formulation.api.library import Adopt, LibraryList, LibraryModel
from integrity.formulation.api.library_updates import UpdateList, decide

app_name = "library_api"
urlpatterns = [
    path("", LibraryList.as_view(), name="models"),
    path("<uuid:model_uid>/", LibraryModel.as_view(), name="model"),
    path("planos/<uuid:uid>/adotar/", Adopt.as_view(), name="adopt"),
    path("planos/<uuid:uid>/atualizacoes/", UpdateList.as_view(), name="updates"),
    path("planos/<uuid:uid>/atualizacoes/<uuid:row_uid>/<uuid:model_uid>/", decide, name="update"),
]
