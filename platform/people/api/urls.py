"""Who a key is."""

from django.urls import path

from people.api.views import Oneself

app_name = "people_api"
urlpatterns = [path("", Oneself.as_view(), name="oneself")]
