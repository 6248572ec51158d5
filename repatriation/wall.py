"""One transaction for each signed-in request, with the sight of its user (promise 1, ADR 29)."""

from cases.models.wall import RequestTransaction, scope_of, seen_chunks


class Wall:
    """Open one transaction for the view and the rendering of its page, and let it see what the user's role may.

    Whoever is not signed in gets none, and so sees nothing of any person. A view that raises leaves nothing behind; what
    answers the exception has a transaction of its own. What is sent bit by bit is made with the same sight.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Return the response; everything that was written is kept by then."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        scope = scope_of(request.user)
        with RequestTransaction(scope) as request.transaction:
            response = self.get_response(request)
        if response.streaming and getattr(response, "file_to_stream", None) is None:
            response.streaming_content = seen_chunks(response.streaming_content, scope)
        return response

    def process_exception(self, request, exception):
        """Undo what the view wrote before anybody answers the exception."""
        if hasattr(request, "transaction"):
            request.transaction.start_anew(exception)
