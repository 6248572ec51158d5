"""Where a person has a page of their own."""

from django.urls import reverse


def page_of(person):
    """Address of the case of a child, else of a parent or carer; the list of children for anybody else."""
    if hasattr(person, "child"):
        return reverse("casefile:detail", args=[person.child.public_id])
    if hasattr(person, "guardian"):
        return reverse("guardians:detail", args=[person.guardian.public_id])
    return reverse("children:list")
