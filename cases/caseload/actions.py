"""Writes about lists: saving, changing and deleting views, choosing columns."""

from django.utils.translation import gettext_lazy as _

from cases.access import remember_saved
from cases.audit.record import changing
from cases.components.kept_lists import may_change, may_delete
from cases.components.stamps import refuse_stale
from cases.errors import Refused
from cases.models import ColumnChoice, SavedView

LONGEST_QUERY = SavedView._meta.get_field("query").max_length


def save_view(*, by, kept, name, is_shared, query, columns, form_id):
    """Keep a list's filters, order and columns under a name; returns the ``SavedView``.

    Raises ``Refused`` for a name that ``by`` already gave a view of this list.
    """
    _check_query(query)
    _check_name(by, kept.name, name)
    with changing(by=by):
        view = SavedView.objects.create(
            user=by,
            office=by.office,
            list_name=kept.name,
            name=name,
            query=query,
            columns=columns,
            is_shared=is_shared,
        )
        remember_saved(by, form_id, view)
    return view


def change_view(*, by, view, version, name, is_shared, shown=None):
    """Rename a view, share it or not, and take what is ``shown`` (query and column codes) into it; returns it.

    Raises ``Stale`` (``current`` is an ``OnFile``) when it was changed on another device since the stamp ``version``
    was read, ``Refused`` for the view of somebody else, and for a name that is taken.
    """
    if not may_change(by, view):
        raise Refused(_("Only its owner changes a saved view."))
    _check_name(by, view.list_name, name, besides=view)
    with changing(by=by):
        current = SavedView.objects.select_for_update().get(pk=view.pk)
        refuse_stale(current, version)
        current.name, current.is_shared = name, is_shared
        if shown is not None:
            current.query, current.columns = shown
            _check_query(current.query)
        current.save(update_fields=["name", "is_shared", "query", "columns", "updated_at"])
    return current


def delete_view(*, by, view):
    """Delete a saved view. Raises ``Refused`` unless ``by`` owns it, or supervises and it is shared."""
    if not may_delete(by, view):
        raise Refused(_("Only its owner deletes a saved view."))
    with changing(by=by):
        view.delete()


def choose_columns(*, by, kept, codes, view=None):
    """Show these columns in this order from now on: in ``view``, where one is given, or in the list of ``by``.

    No codes mean the usual columns again.
    """
    with changing(by=by):
        if view is not None:
            view.columns = codes
            view.save(update_fields=["columns", "updated_at"])
        elif codes:
            ColumnChoice.objects.update_or_create(user=by, list_name=kept.name, defaults={"columns": codes})
        else:
            ColumnChoice.objects.filter(user=by, list_name=kept.name).delete()


def _check_name(by, list_name, name, besides=None):
    same = SavedView.objects.filter(user=by, office=by.office, list_name=list_name, name=name)
    if same.exclude(pk=besides.pk if besides else None).exists():
        raise Refused(_("You already have a view of this name."), field="name")


def _check_query(query):
    if len(query) > LONGEST_QUERY:
        raise Refused(_("These are more filters than a view can hold; take some away."))
