"""Addresses of this feature."""

app_name = "guardians"

urlpatterns: list = []
