"""The public API, first version."""

from django.urls import path

from agreements.openness.api.views import AgreementDetail, AgreementList, ImprovementList

app_name = "public_api"
urlpatterns = [
    path("acordos/", AgreementList.as_view(), name="agreements"),
    path("acordos/<int:number>-<int:year>/", AgreementDetail.as_view(), name="agreement"),
    path("melhorias/", ImprovementList.as_view(), name="improvements"),
]
