"""The desk at the centre."""

from django.urls import path

from agreements.desk.web import adhesions, reminding, views

app_name = "desk"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("fila/", views.queue, name="queue"),
    path("lembretes/", reminding.reminders, name="reminders"),
    path("prazos/", views.terms, name="terms"),
    path("gov-br/", adhesions.page, name="adhesions"),
    path("gov-br/planilha/", adhesions.sheet, name="adhesion_sheet"),
    path("gov-br/enviado/", adhesions.record, name="record_adhesions"),
    path("planilha/", views.workbook, name="workbook"),
    path("planilhas/<slug:word>/", views.sheet, name="sheet"),
]
