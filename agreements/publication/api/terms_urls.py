"""The terms of use of the code, at the centre."""

from django.urls import path

from agreements.publication.api import terms

app_name = "terms_api"
urlpatterns = [
    path("", terms.TermsList.as_view(), name="terms"),
    path("<int:number>/", terms.TermsDetail.as_view(), name="terms_version"),
    path("nova-versao/", terms.publish, name="publish_terms"),
]
