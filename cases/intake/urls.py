"""Addresses of this feature."""

app_name = "intake"

urlpatterns: list = []
