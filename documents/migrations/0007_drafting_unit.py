import django.db.models.deletion
from django.db import migrations, models

# What was written before was written in the issuer's own unit. Issued documents are final, also
# for a column that they did not have.
OF_THE_ISSUER = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE documents_document DISABLE TRIGGER USER;
UPDATE documents_document document SET drafting_unit_id = issuer.unit_id
FROM documents_issuer issuer WHERE issuer.id = document.issuer_id;
ALTER TABLE documents_document ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0006_signed_copies'),
        ('units', '0004_order_by_keys'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='drafting_unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafted_documents', to='units.unit', verbose_name='đơn vị soạn thảo'),
        ),
        migrations.RunSQL(OF_THE_ISSUER, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='document',
            name='drafting_unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafted_documents', to='units.unit', verbose_name='đơn vị soạn thảo'),
        ),
    ]
