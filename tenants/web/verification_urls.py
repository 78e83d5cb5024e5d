"""Where issued documents are verified, by anybody."""

from django.urls import path

from tenants.web import verification as views

app_name = "verification"
urlpatterns = [
    path("", views.page, name="page"),
    path("<str:typed>/", views.code, name="code"),
]
