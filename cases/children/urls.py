"""Addresses of this feature."""

app_name = "children"

urlpatterns: list = []
