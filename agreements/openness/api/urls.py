"""The public API, first version."""

from django.urls import path

from agreements.openness.api.table_views import (
    AmendmentList,
    DeliveryList,
    PublicationList,
    ReportList,
)
from agreements.openness.api.views import AgreementDetail, AgreementList, ImprovementList

app_name = "public_api"
urlpatterns = [
    path("acordos/", AgreementList.as_view(), name="agreements"),
    path("acordos/<int:number>-<int:year>/", AgreementDetail.as_view(), name="agreement"),
    path("aditivos/", AmendmentList.as_view(), name="amendments"),
    path("publicacoes/", PublicationList.as_view(), name="publications"),
    path("entregas/", DeliveryList.as_view(), name="deliveries"),
    path("relatorios-anuais/", ReportList.as_view(), name="reports"),
    path("melhorias/", ImprovementList.as_view(), name="improvements"),
]
