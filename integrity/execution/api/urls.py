"""The API of execution."""

from django.urls import path

from integrity.execution.api.views import actions

app_name = "execution_api"
urlpatterns = [path("acoes/", actions, name="actions")]
