"""Keep with each revision since when readers could know what it says, and until when it held."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.utils import timezone

FIRST = """
UPDATE articles_revision SET reported_at = CASE
    WHEN published_at < changed_at AND changed_at <= created_at THEN changed_at ELSE published_at
END
"""


def date_revisions(apps, schema_editor):
    """Date all revisions as `articles.knowing` does: a later one by its own change time, else by when it was taken in."""
    schema_editor.execute(FIRST)
    Revision = apps.get_model("articles", "Revision")
    later = Revision.objects.filter(number__gt=1).values("article")
    before = None
    for revision in Revision.objects.filter(article__in=later).order_by("article", "number").iterator():
        if before is not None and before.article_id == revision.article_id:
            revision.reported_at = known_since(revision, before)
            revision.save(update_fields=["reported_at"])
        before = revision


def known_since(revision, before):
    stated = revision.changed_at
    if stated and stated != before.changed_at and before.reported_at < stated <= revision.created_at:
        return stated
    return max(revision.created_at, before.reported_at)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_keep_the_history_of_sources")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="revision", name="before_update_update"),
        migrations.AddField(
            model_name="revision",
            name="reported_at",
            field=models.DateTimeField(default=timezone.now, editable=False, verbose_name="bekannt seit"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="revision",
            name="superseded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="abgelöst"),
        ),
        migrations.RunPython(date_revisions, migrations.RunPython.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="before_update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."authors" IS DISTINCT FROM (NEW."authors") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."credits" IS DISTINCT FROM (NEW."credits") OR OLD."has_time" IS DISTINCT FROM (NEW."has_time") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_truncated" IS DISTINCT FROM (NEW."is_truncated") OR OLD."kicker" IS DISTINCT FROM (NEW."kicker") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."metadata" IS DISTINCT FROM (NEW."metadata") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."text_hash" IS DISTINCT FROM (NEW."text_hash") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "articles_revisionchange" ("article_id", "authors", "changed_at", "created_at", "credits", "has_time", "id", "is_truncated", "kicker", "language", "metadata", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "text_hash", "title") VALUES (OLD."article_id", OLD."authors", OLD."changed_at", OLD."created_at", OLD."credits", OLD."has_time", OLD."id", OLD."is_truncated", OLD."kicker", OLD."language", OLD."metadata", OLD."number", _pgh_attach_context(), NOW(), \'before_update\', OLD."id", OLD."published_at", OLD."text_hash", OLD."title"); RETURN NULL;',
                    hash="597a25b6991429b6ff92e10fc3a8fb2c679cb226",
                    operation="UPDATE",
                    pgid="pgtrigger_before_update_update_bd1f9",
                    table="articles_revision",
                    when="AFTER",
                ),
            ),
        ),
    ]
