"""The portal's own pages; the domains' public pages are joined in config."""

app_name = "portal"
urlpatterns: list[object] = []
