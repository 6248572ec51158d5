"""Addresses of this feature."""

app_name = "documents"

urlpatterns: list = []
