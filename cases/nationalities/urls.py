"""Addresses of this feature."""

app_name = "nationalities"

urlpatterns: list = []
