"""Addresses of this feature."""

app_name = "casefile"

urlpatterns: list = []
