"""Addresses of this feature."""

app_name = "batches"

urlpatterns: list = []
