"""The host of an organisation."""

from config.urls.signed_in import urlpatterns as signed_in

urlpatterns = [*signed_in]
