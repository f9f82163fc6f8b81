"""Look up reports and copies in indexes that hold the newest rows, too."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    """Write to the indexes at once: whoever stores a report looks for others like it right after."""

    dependencies = [("timeline", "0013_hours_of_meetings")]

    operations = [
        migrations.RemoveIndex("report", "report_blocks"),
        migrations.AddIndex("report", GinIndex(fields=["blocks"], name="report_blocks", fastupdate=False)),
        migrations.RemoveIndex("provenance", "provenance_sentences"),
        migrations.AddIndex(
            "provenance", GinIndex(fields=["sentences"], name="provenance_sentences", fastupdate=False)
        ),
    ]
