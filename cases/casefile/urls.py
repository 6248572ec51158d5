"""Addresses of this feature."""

from django.urls import path

from cases.casefile import export_views, history_views, views

app_name = "casefile"

# Records whose history has a page, and what stands before the id in their addresses.
UNDER = {"child": "", "guardian": "parents/", "claim": "claims/", "paper": "papers/", "tie": "ties/"}

urlpatterns = [
    path("<uuid:public_id>/", views.detail, name="detail"),
    path("<uuid:public_id>/exports/", export_views.export, name="export"),
    path("<uuid:public_id>/exports/<uuid:export_id>/", export_views.printed, name="print"),
    *(
        path(f"{under}<uuid:public_id>/{word}/", view, {"kind": kind}, name=f"{word}_{kind}")
        for kind, under in UNDER.items()
        for word, view in (("history", history_views.history), ("undo", history_views.undo))
    ),
]
