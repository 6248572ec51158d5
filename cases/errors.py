"""Anticipated failures whose message may be shown to the person who caused them."""


class Refused(Exception):
    """An action that the rules do not allow; ``str()`` is a translated sentence for the page.

    ``field`` names the form field the sentence belongs to, or is ``None`` for the whole form.
    """

    def __init__(self, message: object, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class Stale(Refused):
    """Somebody else saved the record while this form was open.

    ``current`` is the record as it now stands; the page shows both versions.
    """

    def __init__(self, message: object, *, current: object) -> None:
        super().__init__(message)
        self.current = current
