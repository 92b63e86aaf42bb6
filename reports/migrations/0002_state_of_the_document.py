from django.db import migrations

# A report that was drafted and not printed yet is printed by a job of its document's from now on.
GIVEN_UP = """
UPDATE jobs_job job
SET state = 'failed', finished_at = clock_timestamp(), lease_token = NULL, lease_until = NULL,
    failure_code = 'withdrawn',
    failure_message = 'Chương trình đã được nâng cấp trong lúc chờ in. '
        'Hãy mở văn bản và bấm “Tạo tệp PDF”.'
FROM reports_progressreport report
WHERE report.job_id = job.id AND report.document_id IS NOT NULL
AND job.state IN ('queued', 'running')
"""
# Why there is no print of a draft is told on its own page.
OF_THE_DOCUMENT = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE documents_document document SET print_job_id = report.job_id
FROM reports_progressreport report
WHERE report.document_id = document.id
AND document.file_id IS NULL AND document.print_job_id IS NULL
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_initial'),
        ('documents', '0007_drafting_unit'),
        ('jobs', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(GIVEN_UP, migrations.RunSQL.noop),
        migrations.RunSQL(OF_THE_DOCUMENT, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name='progressreport',
            name='report_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='progressreport',
            name='drafted_report_has_its_document',
        ),
        migrations.RemoveField(
            model_name='progressreport',
            name='state',
        ),
    ]
