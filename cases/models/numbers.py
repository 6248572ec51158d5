"""Random numbers with a check character, for cases and transfers.

The alphabet has 31 characters (no 0, I, L, O, U), a prime, so the weighted sum finds every single wrong
character and every swap of two.
"""

from django.db.models import BooleanField, Func

ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
CASE_NUMBER_FORMAT = "????-????-!"
TRANSFER_NUMBER_FORMAT = "T-?????-!"

# The same arithmetic in SQL, so that Postgres itself refuses a wrong number; made in the first migration.
CHECK_FUNCTION_SQL = f"""
CREATE FUNCTION cases_number_checks(number text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
    SELECT number ~ '^(T-[{ALPHABET}]{{5}}-|[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}-)[{ALPHABET}]$'
       AND (SELECT sum((i + 1) * (strpos('{ALPHABET}', substr(body, i::int, 1)) - 1)) % 31
              FROM generate_series(1, length(body)) AS i) = strpos('{ALPHABET}', right(number, 1)) - 1
      FROM (SELECT replace(regexp_replace(left(number, -2), '^T-', ''), '-', '') AS body) AS parts
$$
"""  # noqa: S608 # nosec B608


class Begins(Func):
    """SQL: whether a text begins so. Unlike LIKE it is used with an index under row-level security: it tells nothing."""

    template = "%(expressions)s"
    arg_joiner = " ^@ "
    arity = 2
    output_field = BooleanField()


class IsCheckedNumber(Func):
    """SQL: whether a case or transfer number has the right form and check character."""

    function = "cases_number_checks"
    output_field = BooleanField()


def check_character(body):
    """The check character of ``body`` (characters of ``ALPHABET``, without dashes)."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return ALPHABET[total % 31]


def checked_number(form, rng):
    """A number after ``form``: ``?`` is a random character drawn from ``rng``, ``!`` the check character."""
    body = ""
    number = ""
    for sign in form:
        if sign == "?":
            sign = rng.choice(ALPHABET)
            body += sign
        elif sign == "!":
            sign = check_character(body)
        number += sign
    return number


def is_checked_number(number):
    """Whether somebody typed a case or transfer number without a slip."""
    body, dash, check = number.upper().rpartition("-")
    body = body.removeprefix("T-").replace("-", "")
    return bool(dash and body) and set(body) <= set(ALPHABET) and check_character(body) == check
