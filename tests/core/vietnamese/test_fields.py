import unicodedata

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.test.utils import isolate_apps

from core.vietnamese.collation import person_sort_key, sort_key
from core.vietnamese.fields import NfcCharField, NfcMixin, NfcTextField, SortKeyField
from core.vietnamese.validators import CONTROL_CHARACTERS

COMPOSED = "Đặng Thùy Trâm"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)
NAMES = [
    *("An", "Anh", "Ánh", "Ân", "Ấn", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "bà", "BA", "Ba Tơ"),
    *("Ba Tô", "Ba Động", "Ba Dinh", "Đăng", "Đặng", "Dũng", "dũng", "Ếch", "Hoà", "Hòa", "Hoá"),
    *("Ông", "Ơn", "Ôn", "Ưng", "Ý", "Trung đoàn 10", "Trung đoàn 2", "Xã (A)", "Xã A-B", "Xã A"),
]


@pytest.fixture
def place(db):
    """Make a table with one field of each kind."""
    with isolate_apps("core"):

        class Place(models.Model):
            name = NfcCharField(max_length=40)
            note = NfcTextField(null=True, blank=True)
            name_key = SortKeyField(source="name")

            class Meta:
                app_label = "core"

        with connection.schema_editor() as editor:
            editor.create_model(Place)
        yield Place


def insert(model, **values):
    """Write to the table behind the model's back."""
    columns = {"name": "", "name_key": ""} | values
    names, marks = ", ".join(columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})",
            list(columns.values()),
        )


def stored_name(model):
    return model.objects.values_list("name", flat=True).get()


def test_save_composes(place):
    place.objects.create(name=DECOMPOSED)
    assert stored_name(place) == COMPOSED


def test_bulk_create_composes(place):
    place.objects.bulk_create([place(name=DECOMPOSED)])
    assert stored_name(place) == COMPOSED


def test_update_composes(place):
    place.objects.create(name="Ba Tơ")
    place.objects.update(name=DECOMPOSED)
    assert stored_name(place) == COMPOSED


@pytest.mark.parametrize(
    "lookup",
    [
        "exact",
        "iexact",
        "contains",
        "icontains",
        "startswith",
        "istartswith",
        "endswith",
        "iendswith",
    ],
)
@pytest.mark.parametrize("field", ["name", "note"])
def test_filter_finds_what_was_typed_decomposed(place, field, lookup):
    place.objects.create(**{"name": "", field: COMPOSED})
    assert place.objects.filter(**{f"{field}__{lookup}": DECOMPOSED}).count() == 1


def test_filter_finds_lists_typed_decomposed(place):
    place.objects.create(name=COMPOSED)
    assert place.objects.filter(name__in=[DECOMPOSED]).count() == 1


def test_filter_compares_with_another_column(place):
    place.objects.create(name=COMPOSED, note=COMPOSED)
    assert place.objects.filter(name__contains=models.F("note")).count() == 1


@pytest.mark.parametrize("column", ["name", "note"])
def test_database_refuses_decomposed_text(place, column):
    with pytest.raises(IntegrityError, match="check constraint"):
        insert(place, **{column: DECOMPOSED})


@pytest.mark.parametrize("note", [None, "", COMPOSED])
def test_database_takes_nothing_empty_and_composed_text(place, note):
    insert(place, note=note)
    assert place.objects.get().note == note


@pytest.mark.django_db
def test_every_nfc_field_is_held_by_its_column():
    expected = {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, NfcMixin) and model._meta.managed
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)"
            " WHERE pg_get_constraintdef(c.oid) LIKE '%IS NFC NORMALIZED%'"
        )
        held = set(cursor.fetchall())
    assert expected - held == set()


def test_db_check_keeps_the_check_of_its_base():
    class Checked(models.CharField):
        def db_check(self, connection):
            return "name <> 'x'"

    class Composed(NfcMixin, Checked):
        pass

    field = Composed()
    field.set_attributes_from_name("name")
    assert field.db_check(connection) == "(name <> 'x') AND \"name\" IS NFC NORMALIZED"


@pytest.mark.parametrize("field", [NfcCharField(max_length=40), NfcTextField()])
def test_clean_composes(field):
    assert field.clean(DECOMPOSED, None) == COMPOSED


@pytest.mark.parametrize("field", [NfcCharField(max_length=40), NfcTextField()])
def test_clean_refuses_control_characters(field):
    with pytest.raises(ValidationError) as refused:
        field.clean("Ba\x00Tơ", None)
    assert refused.value.messages == [CONTROL_CHARACTERS]


def test_clean_measures_composed_text():
    assert NfcCharField(max_length=14).clean(DECOMPOSED, None) == COMPOSED


@pytest.mark.parametrize("field", [NfcCharField(max_length=40), NfcTextField()])
def test_formfield_composes_and_refuses_like_the_field(field):
    class NameForm(forms.Form):
        name = field.formfield()

    assert NameForm({"name": "Ba\x00Tơ"}).errors == {"name": [CONTROL_CHARACTERS]}


def test_formfield_offers_choices_as_a_list():
    field = NfcCharField(max_length=40, choices=[("a", "A")])
    assert isinstance(field.formfield(), forms.TypedChoiceField)


def test_sort_key_field_orders_rows_the_vietnamese_way(place):
    place.objects.bulk_create(place(name=name) for name in ["Ông", "bà", "Ấn", "Bá", "Ân", "Bà"])
    ordered = place.objects.order_by("name_key").values_list("name", flat=True)
    assert list(ordered) == ["Ân", "Ấn", "bà", "Bà", "Bá", "Ông"]


def test_sort_key_field_follows_its_source(place):
    row = place.objects.create(name="Bà")
    row.name = "Ông"
    row.save()
    assert (row.name_key, place.objects.get().name_key) == (sort_key("Ông"), sort_key("Ông"))


@pytest.mark.parametrize("key", [sort_key, person_sort_key])
def test_sort_key_field_survives_a_migration(key):
    field = SortKeyField(source="name", key=key)
    field.set_attributes_from_name("name_key")
    clone = field.clone()
    assert (clone.source, clone.key, clone.db_collation, clone.editable) == (
        "name",
        key,
        "C",
        False,
    )


@pytest.mark.django_db
def test_sort_key_agrees_with_the_server_where_it_knows_vietnamese():
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_collation WHERE collname = 'vi-x-icu'")
        if not cursor.rowcount:
            pytest.skip("this PostgreSQL was built without ICU")
        cursor.execute('SELECT n FROM unnest(%s) n ORDER BY n COLLATE "vi-x-icu"', [NAMES])
        ordered = [name for (name,) in cursor]
    assert sorted(NAMES, key=sort_key) == ordered
