from django.db import migrations

from accounts.roles import Grant

REPORTS = ["social.change_report", "social.view_report", "social.view_profile"]
NOTES = ["social.change_note", "social.delete_note", "social.view_note"]


class Migration(migrations.Migration):
    """Say what moderators may do with notes and reports."""

    dependencies = [("accounts", "0001_initial"), ("social", "0001_initial")]

    operations = [Grant("Moderators", [*REPORTS, *NOTES])]
