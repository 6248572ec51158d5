"""Addresses of this feature."""

app_name = "countries"

urlpatterns: list = []
