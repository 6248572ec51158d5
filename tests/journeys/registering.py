"""What people do while they register: one question after another, each page looked at where a journey asks for it."""

from cases.enums import Role


def begins(visitor, looks=False):
    """Come in as a caseworker and begin a registration."""
    visitor.enters_as(Role.CASEWORKER)
    visitor.opens("/register/")
    if looks:
        visitor.looks_around()
    visitor.presses("Begin a registration")
    visitor.has_heading("Who is here?")


def continues(visitor, heading, looks=False):
    """Leave a step by its button and arrive at the next."""
    if looks:
        visitor.looks_around()
    visitor.presses("Continue")
    visitor.has_heading(heading)


def says_who_is_here(visitor, *people, children=1, looks=False):
    """The first two steps: who is here, and where."""
    for person in people:
        visitor.ticks(person)
    visitor.writes("How many children are registered now?", str(children))
    continues(visitor, "Where is the family, and where was it found?", looks)
    visitor.chooses("Place", "Women’s prison")
    heading = "Who is the mother?" if people else "Is anything known of the parents?"
    continues(visitor, heading, looks)


def names_a_parent(visitor, name, *, status="", who="mother", then, looks=False):
    """A new mother or father, the parts of the name as they were guessed, and a birth that is left open."""
    visitor.writes("Latin letters", name)
    if status:
        visitor.chooses("What is known of this person", status)
    if looks:
        visitor.looks_around()
    visitor.presses("Continue")
    visitor.reads(name)
    continues(visitor, f"When was the {who} born?", looks)
    continues(visitor, then, looks)


def names_a_child(visitor, looks=False, *, sex="Female", **names):
    """Name and sex; ``names`` are labels by script: ``latin``, ``cyrillic``, ``arabic``."""
    labels = {"latin": "Latin letters", "cyrillic": "Cyrillic letters", "arabic": "Arabic letters"}
    for script, name in names.items():
        visitor.writes(labels[script], name)
    continues(visitor, "Girl or boy, and is the name taken apart rightly?", looks)
    visitor.ticks(sex, part="Sex")
    continues(visitor, "When was the child born?", looks)


def goes_on_to_nationality(visitor, looks=False):
    """Where, before and papers: left as they are filled in."""
    continues(visitor, "Where was the child before?", looks)
    continues(visitor, "Which papers does the child have?", looks)
    continues(visitor, "Which States may be the child’s?", looks)


def claims(visitor, number, state, ground):
    """One row of the step about States."""
    row = visitor.words("Claim %(number)s", number=number)
    visitor.chooses("State", state, part=row)
    visitor.chooses("Ground", ground, part=row)
