"""Notes on a child's file: written for a day, sealed under the key of the child, edited by who wrote them."""
