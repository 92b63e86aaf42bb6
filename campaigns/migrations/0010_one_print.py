from django.db import migrations

# What was being printed in the former way ends there, with the reason that people read.
GIVEN_UP = """
UPDATE jobs_job
SET state = 'failed', finished_at = clock_timestamp(), lease_token = NULL, lease_until = NULL,
    failure_code = 'withdrawn',
    failure_message = 'Chương trình đã được nâng cấp trong lúc chờ in. '
        'Hãy mở văn bản và bấm “Tạo tệp PDF”.'
WHERE kind = 'campaigns.print_plan' AND state IN ('queued', 'running')
"""
# The document tells from now on how its printing went.
OF_THE_DOCUMENT = """
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE documents_document document SET print_job_id = paper.job_id
FROM campaigns_planpaper paper
WHERE paper.document_id = document.id AND document.print_job_id IS NULL
AND document.state NOT IN ('issued', 'replaced', 'revoked')
"""
# Whoever managed the campaign on that day wrote its plan, and goes on seeing it; a campaign that was
# never passed on has no managements. Issued documents are final, also for a column that they did
# not have.
OF_THE_MANAGING_UNIT = """
ALTER TABLE documents_document DISABLE TRIGGER USER;
UPDATE documents_document document
SET drafting_unit_id = COALESCE(management.unit_id, campaign.managing_unit_id)
FROM campaigns_planpaper paper
JOIN campaigns_campaign campaign ON campaign.id = paper.campaign_id
JOIN documents_document drafted ON drafted.id = paper.document_id
LEFT JOIN campaigns_management management ON management.campaign_id = campaign.id
AND (drafted.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    BETWEEN management.valid_from AND COALESCE(management.valid_to, 'infinity')
WHERE paper.document_id = document.id;
ALTER TABLE documents_document ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0009_plan_paper'),
        ('documents', '0007_drafting_unit'),
        ('jobs', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(GIVEN_UP, migrations.RunSQL.noop),
        migrations.RunSQL(OF_THE_DOCUMENT, migrations.RunSQL.noop),
        migrations.RunSQL(OF_THE_MANAGING_UNIT, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='planpaper',
            name='job',
        ),
    ]
