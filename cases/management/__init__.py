"""Commands for whoever runs the software; each calls one action."""
