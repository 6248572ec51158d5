"""Parents and carers, and what each is to a child."""
