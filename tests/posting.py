"""What a browser posts of a page that nobody touched."""

from django import forms


def posted(form: forms.BaseForm) -> dict:
    """The cells as they stand, by the names they are posted by."""
    data = {}
    for field in form:
        value = field.value()
        if isinstance(value, list | tuple):
            data[field.html_name] = [str(getattr(one, "pk", one)) for one in value]
        elif isinstance(field.field, forms.BooleanField):
            data |= {field.html_name: "on"} if value else {}
        elif value is not None:
            shown = field.field.widget.format_value(getattr(value, "pk", value))
            data[field.html_name] = shown[0] if isinstance(shown, list) else shown or ""
    return data


def posted_rows(rows: forms.BaseFormSet) -> dict:
    """All rows of a formset, with the form that counts them."""
    data = posted(rows.management_form)
    for form in rows.forms:
        data |= posted(form)
    return data
