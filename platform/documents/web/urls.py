"""Files by their uid."""

from django.urls import path

from documents.web.views import download, fetch

app_name = "documents"
urlpatterns = [
    path("<uuid:uid>/", download, name="download"),
    path("<uuid:uid>/<str:token>/", fetch, name="fetch"),
]
