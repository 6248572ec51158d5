"""Log lines without personal data (promise 7: no names in logs)."""

import logging
import re

# Addresses that open an account to whoever has them.
_LINK = re.compile(r"(/welcome/|/password/reset/key/)[^\s/]+")


class Impersonal(logging.Formatter):
    """Say where an exception came from and of which kind it was, but not what it said.

    The message of a database error repeats the row ("Key (name)=(…)"), and that of a bad value the value.
    """

    def format(self, record):
        """Return the line; of a link that is a key in itself only the beginning stays."""
        return _LINK.sub(r"\1…", super().format(record))

    def formatException(self, ei):  # noqa: N802 - the name is logging's
        """Return the places of the traceback and the name of the exception."""
        kind, _value, trace = ei
        lines = []
        while trace is not None:
            code = trace.tb_frame.f_code
            lines.append(f"  {code.co_filename}:{trace.tb_lineno} in {code.co_name}")
            trace = trace.tb_next
        return "\n".join([*lines, f"  {kind.__module__}.{kind.__qualname__}"])
