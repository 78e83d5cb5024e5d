"""Files by their uid."""

from django.urls import path

from documents.web.views import download

app_name = "documents"
urlpatterns = [path("<uuid:uid>/", download, name="download")]
