"""The central administration of CGE-MG."""

from config.urls.signed_in import urlpatterns as signed_in

urlpatterns = [*signed_in]
