"""A bar on the terminal for long work; nothing where the output is a file."""

import sys

BAR_WIDTH = 40


def bar(done, total):
    """Draw how much of ``total`` is done."""
    if not total or not sys.stderr.isatty():
        return
    share = min(done / total, 1)
    sys.stderr.write(f"\r[{'#' * int(share * BAR_WIDTH):<{BAR_WIDTH}}] {done:>9,} of {total:,}")
    if share == 1:
        sys.stderr.write("\n")
