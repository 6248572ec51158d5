"""What an address means for a session that ends by itself."""


def in_background(view):
    """Mark a view that scripts ask for by themselves: asking it is no sign that somebody is there.

    The address decides and not a header of the request, so that no script can forget to say so.
    """
    view.in_background = True
    return view


def nothing_typed(view):
    """Mark a view to whose form nobody types anything: sent after the session ended, it does not wait to be sent again."""
    view.nothing_typed = True
    return view
