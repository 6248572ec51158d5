"""Addresses of this feature."""

app_name = "reports"

urlpatterns: list = []
