"""Addresses of the lists, of saved views and columns, and of changes to many cases."""

from django.urls import path

from cases.caseload import bulk_views, list_views, views

app_name = "caseload"

urlpatterns = [
    path("lists/<slug:list_name>/columns/", views.columns, name="columns"),
    path("lists/<slug:list_name>/views/", views.add_view, name="add_view"),
    path("lists/views/<uuid:public_id>/", views.open_view, name="open_view"),
    path("lists/views/<uuid:public_id>/edit/", views.edit_view, name="edit_view"),
    path("lists/views/<uuid:public_id>/delete/", views.delete_view, name="delete_view"),
    path("children/bulk/", bulk_views.bulk, name="bulk"),
]

# The lists stand above the features, which the search of each needs; their addresses go by the names of these.
of_children = [
    path("", list_views.child_list, name="list"),
    path("search/", list_views.search_children, name="search"),
]
of_guardians = [
    path("", list_views.guardian_list, name="list"),
    path("search/", list_views.search_guardians, name="search"),
]
