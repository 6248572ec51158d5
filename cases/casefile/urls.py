"""Addresses of this feature."""

from django.urls import path

from cases.casefile import export_views, history_views, parent_views, reading_views, restore_views, views

app_name = "casefile"

# Records of cases whose history has a page, and where its addresses begin.
UNDER = {
    "child": "children/<uuid:public_id>/",
    "guardian": "children/parents/<uuid:public_id>/",
    "claim": "children/claims/<uuid:public_id>/",
    "paper": "children/papers/<uuid:public_id>/",
    "tie": "children/ties/<uuid:public_id>/",
    "whereabouts": "children/people/<uuid:public_id>/whereabouts/",
    "situation": "children/people/<uuid:public_id>/situation/",
    "company": "children/<uuid:public_id>/company/",
    "needs": "children/<uuid:public_id>/needs/",
    "unity": "children/siblings/<uuid:public_id>/",
}

urlpatterns = [
    path("children/<uuid:public_id>/", views.detail, name="detail"),
    path("children/<uuid:public_id>/exports/", export_views.export, name="export"),
    path("children/<uuid:public_id>/exports/<uuid:export_id>/", export_views.printed, name="print"),
    path("between-offices/referrals/<uuid:public_id>/", reading_views.referred, name="referred"),
    path("between-offices/emergency/<uuid:public_id>/", reading_views.emergency, name="emergency"),
    *(
        path(f"{under}{word}/", view, {"kind": kind}, name=f"{word}_{kind}")
        for kind, under in UNDER.items()
        for word, view in (
            ("history", history_views.history),
            ("undo", history_views.undo),
            ("restore", restore_views.restore),
        )
    ),
    path("places/<uuid:public_id>/history/", history_views.history_of_place, name="history_place"),
    path("places/<uuid:public_id>/undo/", history_views.undo_of_place, name="undo_place"),
    path("places/<uuid:public_id>/restore/", restore_views.restore_of_place, name="restore_place"),
]

# Who may be the same is known above the features; the address goes by the name of theirs.
of_parents = [path("<uuid:public_id>/", parent_views.detail, name="detail")]
