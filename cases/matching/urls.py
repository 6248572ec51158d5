"""Addresses of this feature."""

from django.urls import path

from cases.matching import consent_views, merge_views, review_views

app_name = "matching"

urlpatterns = [
    path("", review_views.review, name="review"),
    path("pairs/<uuid:public_id>/", review_views.pair, name="pair"),
    path("pairs/<uuid:public_id>/family/", review_views.family, name="family"),
    path("pairs/<uuid:public_id>/ask/", consent_views.ask, name="ask"),
    path("requests/", consent_views.requests, name="requests"),
    path("requests/<uuid:public_id>/", consent_views.consent, name="consent"),
    path("requests/<uuid:public_id>/withdraw/", consent_views.withdraw, name="withdraw"),
    path("<uuid:public_id>/look/", review_views.look, name="look"),
    path("<uuid:public_id>/same/", merge_views.same, name="same"),
    path("<uuid:public_id>/same/find/", merge_views.find_same, name="find_same"),
    path("<uuid:public_id>/merge/<uuid:other_id>/", merge_views.merge, name="merge"),
    path("merges/<uuid:public_id>/undo/", merge_views.undo, name="undo"),
]
