"""What a client sends is taken in whole before a page is made of it, and never more than a page may be sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

# As much as the largest form holds; Django refuses more than this too.
LARGEST = 5 * 1024 * 1024
IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024
# Says in the environ of a request that it is to be answered with this status and nothing else.
REFUSED = "repatriation.refused"


@contextmanager
def received(environ: dict[str, Any]) -> Iterator[None]:
    """For a while, the body of a request is a file that holds it, and its length is known.

    A body in chunks that is too long is marked with 413, one that ends too early with 400; neither is to be read. One
    that says that it is too long is left where it is: `middleware.Readable` refuses it.
    """
    said = environ.get("CONTENT_LENGTH") or ""
    most = int(said[:20]) if said.isdigit() else 0
    if "HTTP_TRANSFER_ENCODING" in environ and not said:
        most = LARGEST + 1
    elif not 0 < most <= LARGEST:
        yield
        return
    with SpooledTemporaryFile(IN_MEMORY) as file:
        length = _copy(environ["wsgi.input"], file, most)
        if said and length < most:
            environ[REFUSED] = 400
        elif length > LARGEST:
            environ[REFUSED] = 413
        environ["wsgi.input"] = file
        environ["CONTENT_LENGTH"] = "0" if REFUSED in environ else str(length)
        yield


def _copy(source: IO[bytes], file: IO[bytes], most: int) -> int:
    length = 0
    while length < most and (piece := source.read(min(PIECE, most - length))):
        file.write(piece)
        length += len(piece)
    file.seek(0)
    return length
