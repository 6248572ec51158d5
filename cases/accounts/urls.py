"""Addresses of this feature."""

app_name = "accounts"

urlpatterns: list = []
