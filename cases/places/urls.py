"""Addresses of this feature."""

app_name = "places"

urlpatterns: list = []
