"""What a printed page says, read back from the file."""

import pypdfium2

from cases.exports import PDF_TYPE

# Where a word that no line could hold was broken.
BREAK = "\u200b"


def pages_of(content):
    """The text of each page of a PDF, words apart by one space."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [_text_of(page) for page in document]
    finally:
        document.close()


def words_of(response):
    """What an answer says: the text of its pages for a PDF, the source for anything else.

    Once for each answer, where it is a file: it is read from its beginning to its end.
    """
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    if response["Content-Type"] == PDF_TYPE:
        return " ".join(pages_of(response.content))
    return response.content.decode()


def from_the_left(words):
    """Arabic words as they are read back out of a line: the last, which stands leftmost, first."""
    return " ".join(reversed(words.split()))


def title_of(content):
    """All that a PDF says of itself beside its pages, as one text."""
    document = pypdfium2.PdfDocument(content)
    try:
        return " ".join(document.get_metadata_dict().values())
    finally:
        document.close()


def _text_of(page):
    sheet = page.get_textpage()
    try:
        return " ".join(sheet.get_text_range().split())
    finally:
        sheet.close()
        page.close()
