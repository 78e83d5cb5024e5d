"""Plans as JSON."""

from django.urls import path

from integrity.formulation.api.views import PlanDetail, PlanList

app_name = "formulation_api"
urlpatterns = [
    path("", PlanList.as_view(), name="plans"),
    path("<uuid:uid>/", PlanDetail.as_view(), name="plan"),
]
