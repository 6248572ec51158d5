"""Rows chosen in many forms at once, fetched with one query for each kind of field instead of one for each choice."""

from django.core.exceptions import ValidationError


class ReadTogether:
    """Mixin for a ``ModelChoiceField``: after ``read_together`` it finds its row among those that were fetched.

    Every field of one class, in the forms of one user, offers the same rows.
    """

    fetched = None

    def to_python(self, value):
        if self.fetched is None or value in self.empty_values:
            return super().to_python(value)
        row = self.fetched.get(self.key_of(value))
        if row is None:
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value}
            )
        return row

    @property
    def key_name(self):
        """The column by which a row is chosen."""
        return self.to_field_name or self.queryset.model._meta.pk.name

    def key_of(self, value):
        """What was sent as that column has it; ``None`` for what it cannot be."""
        try:
            self.validate_no_null_characters(value)
            return self.queryset.model._meta.get_field(self.key_name).to_python(value)
        except (ValidationError, ValueError, TypeError):
            return None


def read_together(forms):
    """Fetch what was chosen in the ``ReadTogether`` fields of bound ``forms``; each form is judged as usual afterwards."""
    chosen = {}
    for form in forms:
        for name, field in form.fields.items():
            if isinstance(field, ReadTogether):
                chosen.setdefault(type(field), []).append((field, form[name].data))
    for asked in chosen.values():
        one, _value = asked[0]
        keys = {one.key_of(value) for _field, value in asked if value} - {None}
        rows = one.queryset.filter(**{f"{one.key_name}__in": keys}) if keys else ()
        fetched = {getattr(row, one.key_name): row for row in rows}
        for field, _value in asked:
            field.fetched = fetched
