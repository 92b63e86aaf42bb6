"""What the database needs before any table: extensions, and the table of the cache."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.core.management import call_command
from django.db import migrations


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    initial = True
    operations = [
        BtreeGistExtension(),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
