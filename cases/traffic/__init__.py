"""Between offices: cases offered and moved, parts of a file shown until a day, a file opened in an emergency."""
