"""The library at the centre."""

from django.urls import path

from integrity.library.web import import_views, views

app_name = "library"
urlpatterns = [
    path("", views.library, name="library"),
    path("publicar/", views.publish, name="publish"),
    path("modelos.xlsx", import_views.workbook, name="workbook"),
    path("importar/", import_views.import_models, name="import"),
    path("importar/<uuid:uid>/", import_views.preview, name="import_preview"),
    path("novo/<slug:kind>/", views.new_model, name="new"),
    path("<uuid:model_uid>/", views.model, name="model"),
    path("<uuid:model_uid>/editar/", views.edit_model, name="edit"),
    path("<uuid:model_uid>/retirar/", views.retire, name="retire"),
]
