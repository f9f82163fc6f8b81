"""Find the overdue announcements of one crisis."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Let the index of open announcements begin with the crisis."""

    dependencies = [("timeline", "0017_what_became_of_announcements")]

    operations = [
        migrations.RemoveIndex("entry", "entry_open"),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=["crisis", "due"],
                condition=models.Q(state__isnull=True, status="open"),
                name="entry_open",
            ),
        ),
    ]
