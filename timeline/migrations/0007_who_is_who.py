import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

NAMES_WHAT_IT_MEANS = """
UPDATE timeline_entitymention SET named_id = entity_id;
UPDATE timeline_reportrole SET named_id = entity_id;
UPDATE timeline_report SET named_place_id = place_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_conditional_requests"),
        ("timeline", "0006_enter_events_in_timelines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        migrations.RemoveConstraint(model_name="entitymention", name="mention_once"),
        migrations.RemoveConstraint(model_name="reportrole", name="report_role_once"),
        migrations.RemoveIndex(model_name="entityalias", name="alias_name"),
        migrations.AddField(
            model_name="entitymention",
            name="named",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="timeline.entity",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="named_place",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="timeline.entity",
            ),
        ),
        migrations.AddField(
            model_name="reportrole",
            name="named",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="timeline.entity",
            ),
        ),
        migrations.RunSQL(NAMES_WHAT_IT_MEANS, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="entity",
            index=models.Index(django.db.models.functions.text.Lower("name"), name="entity_name"),
        ),
        migrations.AddIndex(
            model_name="entity",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Lower("name"), name="gin_trgm_ops"
                ),
                name="entity_name_alike",
            ),
        ),
        migrations.AddIndex(
            model_name="entityalias",
            index=models.Index(django.db.models.functions.text.Lower("name"), name="alias_name"),
        ),
        migrations.AddIndex(
            model_name="entityalias",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Lower("name"), name="gin_trgm_ops"
                ),
                name="alias_name_alike",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entitymention",
            trigger=pgtrigger.compiler.Trigger(
                name="named_is_entity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."named_id" IS NULL)',
                    func="NEW.named_id = NEW.entity_id; RETURN NEW;",
                    hash="aa5d3c48a707c288801ea5a5549338a5b2e21e45",
                    operation="INSERT",
                    pgid="pgtrigger_named_is_entity_13445",
                    table="timeline_entitymention",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="named_place_is_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."named_place_id" IS NULL)',
                    func="NEW.named_place_id = NEW.place_id; RETURN NEW;",
                    hash="4ffe962037e93cf69c01fa0d58e01a1a73e0f058",
                    operation="INSERT",
                    pgid="pgtrigger_named_place_is_place_8f65a",
                    table="timeline_report",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportrole",
            trigger=pgtrigger.compiler.Trigger(
                name="named_is_entity",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."named_id" IS NULL)',
                    func="NEW.named_id = NEW.entity_id; RETURN NEW;",
                    hash="55cd0a8c32a4bfc447d149ffd6062996dceabd36",
                    operation="INSERT",
                    pgid="pgtrigger_named_is_entity_96183",
                    table="timeline_reportrole",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="entitymention",
            constraint=models.UniqueConstraint(
                fields=("paragraph", "start", "end", "named"), name="mention_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportrole",
            constraint=models.UniqueConstraint(fields=("report", "named", "role"), name="report_role_once"),
        ),
        migrations.CreateModel(
            name="EntityRuling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merge", "zusammengeführt"),
                            ("relink", "meint jemand anderen"),
                            ("alias", "Name aufgenommen"),
                        ],
                        max_length=6,
                        verbose_name="Entscheidung",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="Name")),
                ("places", models.JSONField(default=list, editable=False)),
                ("moved", models.JSONField(default=dict, editable=False)),
                (
                    "is_automatic",
                    models.BooleanField(default=False, verbose_name="nach Schreibweise oder Amt"),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="entschieden")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="zurückgenommen")),
                (
                    "articles",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="articles.article", verbose_name="Artikel"
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulings",
                        to="timeline.entity",
                        verbose_name="Akteur oder Ort",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entschieden von",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rulings_from",
                        to="timeline.entity",
                        verbose_name="anderer Eintrag",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="zurückgenommen von",
                    ),
                ),
            ],
            options={
                "verbose_name": "Entscheidung über Akteure und Orte",
                "verbose_name_plural": "Entscheidungen über Akteure und Orte",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="entityruling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "merge"), ("undone_at__isnull", True)),
                fields=("other",),
                name="merged_once",
            ),
        ),
    ]
