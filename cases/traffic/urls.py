"""Addresses of this feature."""

from django.urls import path

from cases.traffic import emergency_views, referral_views, views

app_name = "traffic"

urlpatterns = [
    path("offers/", views.offers, name="offers"),
    path("offers/<uuid:public_id>/", views.answer, name="answer"),
    path("offers/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("children/<uuid:public_id>/offer/", views.offer, name="offer"),
    path("children/<uuid:public_id>/refer/", referral_views.refer, name="refer"),
    path("referrals/", referral_views.referrals, name="referrals"),
    path("referrals/<uuid:public_id>/extend/", referral_views.extend, name="extend"),
    path("referrals/<uuid:public_id>/end/", referral_views.end, name="end"),
    path("emergency/", emergency_views.emergency, name="emergency"),
    path("emergency/openings/", emergency_views.openings, name="openings"),
    path("emergency/openings/<uuid:public_id>/", emergency_views.review, name="review"),
    path("emergency/notices/<uuid:public_id>/", emergency_views.put_away, name="put_away"),
]
