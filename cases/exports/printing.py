"""A program of its own that makes one PDF: typst keeps tens of megabytes, and a web worker lives for weeks.

What to print comes as JSON to its standard input, the file goes to its standard output. It imports nothing of ours.
"""

import json
import sys

import typst


def main() -> None:
    order = json.load(sys.stdin)
    made = typst.compile(
        input=order["layout"],
        root=order["root"],
        font_paths=[order["fonts"]],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(order["data"])},
        timestamp=order["made"],
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
