"""Keep with announcements what became of them, and enter it in timelines."""

from typing import Any

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# As before, with what became of an announcement as its status, as far as that does not depend on the day, and its last day.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION timeline_enter_today(changed bigint[]) RETURNS void LANGUAGE plpgsql
    SET enable_seqscan = off SET jit = off AS $$
BEGIN
    -- Whoever changes the same event at the same time waits here, and then sees what the other has written.
    PERFORM 1 FROM timeline_event WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
    WITH gone AS (
        DELETE FROM timeline_entry AS entry WHERE entry.event_id = ANY (changed) AND entry.state_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM timeline_event AS event LEFT JOIN timeline_event_crises AS link ON link.event_id = event.id
            WHERE event.id = entry.event_id AND link.crisis_id IS NOT DISTINCT FROM entry.crisis_id
                AND event.review <> 'rejected' AND event.merged_into_id IS NULL
        )
        RETURNING *
    )
    INSERT INTO timeline_withdrawal (crisis_id, event_id, kind, review, day, entered_at, gone_at)
    SELECT crisis_id, event_id, kind, review, day, entered_at, clock_timestamp() FROM gone
    WHERE EXISTS (SELECT 1 FROM timeline_crisis WHERE id = crisis_id);
    INSERT INTO timeline_entry (
        crisis_id, event_id, kind, review, status, day, earliest, latest, first_reported_at,
        entities, standing, claimants, low, high, due, sources, told, digest, entered_at, changed_at
    )
    SELECT link.crisis_id, event.id, event.kind, event.review, coalesce(meeting.status, outcome.known, ''),
        event.day, event.earliest, event.latest, event.first_reported_at,
        coalesce(cast_.entities, '{}'), coalesce(cast_.standing, '{}'), coalesce(cast_.claimants, '{}'),
        CASE WHEN strength THEN figure.low END, CASE WHEN strength THEN coalesce(figure.high, figure.low) END,
        announcement.due_latest, coalesce(told.sources, '{}'), coalesce(told.words, ''),
        md5(ROW(
            event.kind, event.review, event.day, event.earliest, event.latest, event.precision, event.place_id, cast_.roles,
            meeting.format, meeting.status, nullif(meeting.begins_at, ''), nullif(meeting.duration_minutes, 0),
            statement.words, statement.mode, statement.stance, statement.cue,
            figure.low, coalesce(figure.high, figure.low), figure.qualifier, figure.unit, figure.change, figure.wording,
            announcement.what, announcement.due_earliest, announcement.due_latest, outcome.known,
            timeline_shown(event.id)
        )::text),
        coalesce(withdrawal.entered_at, clock_timestamp()), clock_timestamp()
    FROM timeline_event AS event
    LEFT JOIN timeline_event_crises AS link ON link.event_id = event.id
    LEFT JOIN timeline_withdrawal AS withdrawal ON withdrawal.event_id = event.id AND withdrawal.crisis_id = link.crisis_id
    LEFT JOIN timeline_meeting AS meeting ON meeting.event_id = event.id
    LEFT JOIN timeline_statement AS statement ON statement.event_id = event.id
    LEFT JOIN timeline_announcement AS announcement ON announcement.event_id = event.id
    LEFT JOIN timeline_troopfigure AS figure ON figure.event_id = event.id
    LEFT JOIN timeline_redemption AS redemption ON redemption.event_id = event.id
    CROSS JOIN LATERAL (SELECT figure.unit = 'personnel' AND figure.change = 'present' AS strength) AS ready
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN announcement.event_id IS NULL THEN NULL
            WHEN announcement.verdict <> '' THEN announcement.verdict
            WHEN redemption.known_since IS NOT NULL THEN 'kept'
            ELSE 'open'
        END AS known
    ) AS outcome
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT entity_id) FILTER (WHERE place <= 120) AS entities,
            array_agg(entity_id ORDER BY place) FILTER (WHERE acts AND place <= 120) AS standing,
            array_agg(entity_id ORDER BY place) FILTER (WHERE role = 'claimant' AND place <= 120) AS claimants,
            string_agg(role || entity_id, ' ' ORDER BY role, place) AS roles
        FROM (
            SELECT entity_id, role, row_number() OVER (ORDER BY position, id) AS place,
                role IN ('participant', 'speaker', 'announcer') OR role = 'actor' AND event.kind = 'troop_figure' AS acts
            FROM timeline_participation WHERE event_id = event.id
            UNION ALL SELECT event.place_id, '', 0, false WHERE event.place_id IS NOT NULL
        ) AS part
    ) AS cast_
    CROSS JOIN LATERAL timeline_told(event.id, NULL) AS told
    WHERE event.id = ANY (changed) AND event.review <> 'rejected' AND event.merged_into_id IS NULL
    ON CONFLICT (crisis_id, event_id) WHERE state_id IS NULL DO UPDATE SET
        kind = excluded.kind, review = excluded.review, status = excluded.status,
        day = excluded.day, earliest = excluded.earliest, latest = excluded.latest,
        first_reported_at = excluded.first_reported_at, entities = excluded.entities, standing = excluded.standing,
        claimants = excluded.claimants, low = excluded.low, high = excluded.high, due = excluded.due,
        sources = excluded.sources, told = excluded.told, digest = excluded.digest,
        entered_at = CASE  -- where unchecked events are hidden, readers see an event from when it was checked
            WHEN timeline_entry.review = 'extracted' AND excluded.review <> 'extracted'
                AND NOT (SELECT shows_unchecked FROM timeline_crisis WHERE id = excluded.crisis_id)
            THEN excluded.changed_at ELSE timeline_entry.entered_at
        END,
        changed_at = CASE WHEN timeline_entry.digest <> excluded.digest THEN excluded.changed_at ELSE timeline_entry.changed_at END
    WHERE (
        timeline_entry.digest, timeline_entry.status, timeline_entry.due, timeline_entry.first_reported_at,
        timeline_entry.standing, timeline_entry.claimants, timeline_entry.sources, timeline_entry.told
    ) IS DISTINCT FROM (
        excluded.digest, excluded.status, excluded.due, excluded.first_reported_at,
        excluded.standing, excluded.claimants, excluded.sources, excluded.told
    );
    DELETE FROM timeline_withdrawal AS withdrawal USING timeline_entry AS entry
    WHERE withdrawal.event_id = ANY (changed) AND entry.event_id = withdrawal.event_id
        AND entry.crisis_id = withdrawal.crisis_id AND entry.state_id IS NULL;
END $$;

CREATE OR REPLACE FUNCTION timeline_enter_states(changed bigint[]) RETURNS void LANGUAGE plpgsql
    SET enable_seqscan = off SET jit = off AS $$
BEGIN
    DELETE FROM timeline_entry WHERE event_id = ANY (changed) AND state_id IS NOT NULL;
    INSERT INTO timeline_entry (
        crisis_id, event_id, state_id, since, until, kind, review, status, day, earliest, latest, first_reported_at,
        entities, standing, claimants, low, high, due, sources, told, digest, entered_at, changed_at
    )
    SELECT link.crisis_id, event.id, state.id, part.since, part.until, event.kind, event.review, part.status,
        coalesce(state.earliest, state.latest, (state.first_reported_at AT TIME ZONE 'Europe/Berlin')::date),
        state.earliest, state.latest, state.first_reported_at,
        coalesce(cast_.entities, '{}'), coalesce(cast_.standing, '{}'), coalesce(cast_.claimants, '{}'),
        strength.low, strength.high,
        CASE event.kind WHEN 'announcement' THEN (state.particulars ->> 'due_latest')::date END,
        coalesce(told.sources, '{}'), coalesce(told.words, ''), '', now(), now()
    FROM timeline_eventstate AS state
    JOIN timeline_event AS event ON event.id = state.event_id
    LEFT JOIN timeline_event_crises AS link ON link.event_id = event.id
    LEFT JOIN timeline_redemption AS redemption ON redemption.event_id = event.id
    CROSS JOIN LATERAL (  -- a state has two parts where it became known meanwhile that an announcement was kept
        SELECT state.since, least(state.until, redemption.known_since) AS until, CASE event.kind
            WHEN 'meeting' THEN coalesce(state.particulars ->> 'status', '') WHEN 'announcement' THEN 'open' ELSE ''
        END AS status
        WHERE redemption.known_since IS NULL OR state.since < redemption.known_since
        UNION ALL
        SELECT greatest(state.since, redemption.known_since), state.until, 'kept'
        WHERE redemption.known_since IS NOT NULL AND (state.until IS NULL OR redemption.known_since < state.until)
    ) AS part
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT entity_id) FILTER (WHERE place <= 120) AS entities,
            array_agg(entity_id ORDER BY place) FILTER (WHERE acts AND place <= 120) AS standing,
            array_agg(entity_id ORDER BY place) FILTER (WHERE role = 'claimant' AND place <= 120) AS claimants
        FROM (
            SELECT (told.role ->> 1)::bigint AS entity_id, told.role ->> 0 AS role, told.place,
                told.role ->> 0 IN ('participant', 'speaker', 'announcer')
                    OR told.role ->> 0 = 'actor' AND event.kind = 'troop_figure' AS acts
            FROM jsonb_array_elements(state.roles) WITH ORDINALITY AS told (role, place)
            UNION ALL SELECT state.place_id, '', 0, false WHERE state.place_id IS NOT NULL
        ) AS part
    ) AS cast_
    CROSS JOIN LATERAL (
        SELECT CASE WHEN ready THEN (state.particulars ->> 'low')::bigint END AS low,
            CASE WHEN ready THEN coalesce(state.particulars ->> 'high', state.particulars ->> 'low')::bigint END AS high
        FROM (
            SELECT event.kind = 'troop_figure' AND state.particulars ->> 'unit' = 'personnel'
                AND state.particulars ->> 'change' = 'present' AS ready
        ) AS counted
    ) AS strength
    CROSS JOIN LATERAL timeline_told(event.id, state.since) AS told
    WHERE event.id = ANY (changed) AND event.review <> 'rejected' AND event.merged_into_id IS NULL;
END $$;
"""

TRIGGERS = "".join(
    f"""
CREATE TRIGGER timeline_enter_{name} AFTER {operation} ON timeline_redemption REFERENCING {version} TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_part_changed('all');
"""
    for name, operation, version in (
        ("inserted", "INSERT", "NEW"),
        ("deleted", "DELETE", "OLD"),
        ("updated", "UPDATE", "NEW"),
    )
)

# Until now an open announcement was one on which nobody had decided.
DATA = """
UPDATE timeline_announcementchange SET verdict = '' WHERE verdict = 'open';
UPDATE timeline_announcement SET verdict = '' WHERE verdict = 'open';
SELECT timeline_enter(array_agg(event_id)) FROM timeline_announcement HAVING count(*) > 0;
"""
CHOICES = [
    ("", "wie die Artikel es sagen"),
    ("open", "offen"),
    ("kept", "eingelöst"),
    ("broken", "nicht eingelöst"),
    ("moot", "hinfällig"),
]
VERDICT: dict[str, Any] = {
    "blank": True,
    "choices": CHOICES,
    "default": "",
    "max_length": 6,
    "verbose_name": "Ausgang laut Redaktion",
}


class Migration(migrations.Migration):
    """Say what became of announcements: an editor's verdict, else the sentence of a later article; entries hold both, and the last day."""

    dependencies = [
        ("articles", "0002_conditional_requests"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("timeline", "0016_count_requests_together"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="announcement",
            name="before_update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="announcement",
            name="before_delete_delete",
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="entry_today",
        ),
        migrations.RemoveIndex(
            model_name="entry",
            name="entry_as_known",
        ),
        migrations.RenameField("announcement", "outcome", "verdict"),
        migrations.AlterField("announcement", "verdict", models.CharField(**VERDICT)),
        migrations.RenameField("announcementchange", "outcome", "verdict"),
        migrations.AlterField("announcementchange", "verdict", models.CharField(**VERDICT)),
        migrations.AddField(
            model_name="announcement",
            name="kept_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="redeems",
                to="timeline.event",
                verbose_name="eingelöst durch",
            ),
        ),
        migrations.AddField(
            model_name="announcementchange",
            name="kept_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.event",
                verbose_name="eingelöst durch",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="due",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="Redemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField(null=True, verbose_name="von Zeichen")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="bis Zeichen")),
                ("known_since", models.DateTimeField(null=True, verbose_name="Einlösung bekannt seit")),
            ],
            options={
                "verbose_name": "gemeldete Einlösung",
                "verbose_name_plural": "gemeldete Einlösungen",
            },
        ),
        migrations.CreateModel(
            name="RedemptionChange",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("start", models.PositiveIntegerField(null=True, verbose_name="von Zeichen")),
                ("end", models.PositiveIntegerField(null=True, verbose_name="bis Zeichen")),
                ("known_since", models.DateTimeField(null=True, verbose_name="Einlösung bekannt seit")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="redemption",
            name="event",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="redemption",
                to="timeline.event",
                verbose_name="Ankündigung",
            ),
        ),
        migrations.AddField(
            model_name="redemption",
            name="paragraph",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.paragraph",
                verbose_name="Absatz",
            ),
        ),
        migrations.AddField(
            model_name="redemptionchange",
            name="event",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="timeline.event",
                verbose_name="Ankündigung",
            ),
        ),
        migrations.AddField(
            model_name="redemptionchange",
            name="paragraph",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="articles.paragraph",
                verbose_name="Absatz",
            ),
        ),
        migrations.AddField(
            model_name="redemptionchange",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="redemptionchange",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="changes",
                to="timeline.redemption",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kept_by__isnull", True),
                    models.Q(("verdict", "kept"), models.Q(("kept_by", models.F("event")), _negated=True)),
                    _connector="OR",
                ),
                name="announcement_kept_by_another_event",
                violation_error_message="Wodurch eine Ankündigung eingelöst ist, ein anderes Ereignis, lässt sich nur bei „eingelöst“ angeben.",
            ),
        ),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", None), ("known_since", None), ("paragraph", None), ("start", None)),
                    models.Q(
                        ("known_since__isnull", False),
                        ("paragraph__isnull", False),
                        ("start__lt", models.F("end")),
                    ),
                    _connector="OR",
                ),
                name="redemption_whole_or_none",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redemption",
            trigger=pgtrigger.compiler.Trigger(
                name="before_update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_redemptionchange" ("end", "event_id", "id", "known_since", "paragraph_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (OLD."end", OLD."event_id", OLD."id", OLD."known_since", OLD."paragraph_id", _pgh_attach_context(), NOW(), \'before_update\', OLD."id", OLD."start"); RETURN NULL;',
                    hash="ef2c832db2cdae9425af9a18b8ce9db7a3f02793",
                    operation="UPDATE",
                    pgid="pgtrigger_before_update_update_573d4",
                    table="timeline_redemption",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="redemption",
            trigger=pgtrigger.compiler.Trigger(
                name="before_delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_redemptionchange" ("end", "event_id", "id", "known_since", "paragraph_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (OLD."end", OLD."event_id", OLD."id", OLD."known_since", OLD."paragraph_id", _pgh_attach_context(), NOW(), \'before_delete\', OLD."id", OLD."start"); RETURN NULL;',
                    hash="810ccb8115a657b53283546839f62b3e162afac9",
                    operation="DELETE",
                    pgid="pgtrigger_before_delete_delete_b63b5",
                    table="timeline_redemption",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL(DATA, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(fields=["due_latest"], name="announcement_due"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("state__isnull", True)),
                fields=["crisis", "day", "first_reported_at", "event"],
                include=(
                    "kind",
                    "review",
                    "status",
                    "earliest",
                    "latest",
                    "entities",
                    "standing",
                    "claimants",
                    "low",
                    "high",
                    "sources",
                    "due",
                ),
                name="entry_today",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("state__isnull", False)),
                fields=["crisis", "day", "first_reported_at", "event"],
                include=(
                    "since",
                    "until",
                    "kind",
                    "review",
                    "status",
                    "earliest",
                    "latest",
                    "entities",
                    "standing",
                    "claimants",
                    "low",
                    "high",
                    "sources",
                    "due",
                ),
                name="entry_as_known",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("state__isnull", True), ("status", "open")),
                fields=["due"],
                name="entry_open",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="announcement",
            trigger=pgtrigger.compiler.Trigger(
                name="before_update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "timeline_announcementchange" ("due_earliest", "due_latest", "event_id", "kept_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict", "what") VALUES (OLD."due_earliest", OLD."due_latest", OLD."event_id", OLD."kept_by_id", _pgh_attach_context(), NOW(), \'before_update\', OLD."event_id", OLD."verdict", OLD."what"); RETURN NULL;',
                    hash="b4e717423ed000462e5452dcab8225ac087bfaf3",
                    operation="UPDATE",
                    pgid="pgtrigger_before_update_update_ed6b4",
                    table="timeline_announcement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="announcement",
            trigger=pgtrigger.compiler.Trigger(
                name="before_delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "timeline_announcementchange" ("due_earliest", "due_latest", "event_id", "kept_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict", "what") VALUES (OLD."due_earliest", OLD."due_latest", OLD."event_id", OLD."kept_by_id", _pgh_attach_context(), NOW(), \'before_delete\', OLD."event_id", OLD."verdict", OLD."what"); RETURN NULL;',
                    hash="ddcb37abd8cf6c8ec4ae4f5c14d248ee8066bc8f",
                    operation="DELETE",
                    pgid="pgtrigger_before_delete_delete_9d6cb",
                    table="timeline_announcement",
                    when="AFTER",
                ),
            ),
        ),
    ]
