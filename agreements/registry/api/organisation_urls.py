"""The agreement and the data of an organisation, at its own host."""

from django.urls import path

from agreements.registry.api import own, reading

app_name = "registry_api"
urlpatterns = [
    path("", reading.AgreementList.as_view(), name="agreements"),
    path("dados/", own.OwnData.as_view(), name="own_data"),
    path("dados/propor/", own.propose, name="propose_change"),
    path("<uuid:uid>/", reading.AgreementDetail.as_view(), name="agreement"),
]
