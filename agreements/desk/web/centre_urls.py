"""The desk at the centre."""

from django.urls import path

from agreements.desk.web import reminding, views

app_name = "desk"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("fila/", views.queue, name="queue"),
    path("lembretes/", reminding.reminders, name="reminders"),
    path("prazos/", views.terms, name="terms"),
    path("planilha/", views.workbook, name="workbook"),
    path("planilhas/<slug:word>/", views.sheet, name="sheet"),
]
