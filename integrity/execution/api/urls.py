"""The API of execution."""

from django.urls import path

from integrity.execution.api.views import ActionList

app_name = "execution_api"
urlpatterns = [path("acoes/", ActionList.as_view(), name="actions")]
