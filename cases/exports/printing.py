"""A program of its own that makes one PDF: typst keeps tens of megabytes, and a web worker lives for weeks.

What to print comes as JSON to its standard input, the file goes to its standard output. It imports nothing of ours.
"""

import json
import sys
from typing import Any

import typst


def main() -> None:
    order = json.load(sys.stdin)
    try:
        made = compiled(order, is_strict=True)
    except typst.TypstError:
        # Among the words is a sign that no font here has: an empty box stands for it, which the standard forbids.
        made = compiled(order, is_strict=False)
    sys.stdout.buffer.write(made)


def compiled(order: dict[str, Any], *, is_strict: bool) -> bytes:
    return typst.compile(
        input=order["layout"],
        root=order["root"],
        font_paths=[order["fonts"]],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"] if is_strict else [],
        sys_inputs={"data": json.dumps(order["data"])},
        timestamp=order["made"],
    )


if __name__ == "__main__":
    main()
