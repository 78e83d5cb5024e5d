"""The desk at the centre."""

from django.urls import path

from agreements.desk.web import views

app_name = "desk"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("prazos/", views.terms, name="terms"),
    path("planilha/", views.workbook, name="workbook"),
]
