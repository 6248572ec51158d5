"""Reading what a page sends."""


def body_of(response):
    """The whole of a streamed file; Django's test client closes it after the last byte."""
    return b"".join(response.streaming_content)
