"""Addresses of the pages that belong to no feature."""

app_name = "components"

urlpatterns: list = []
