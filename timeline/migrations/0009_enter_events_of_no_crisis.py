import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# As before, but an event of no crisis has an entry, too.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION timeline_enter_today(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever changes the same event at the same time waits here, and then sees what the other has written.
    PERFORM 1 FROM timeline_event WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM timeline_entry AS entry WHERE entry.event_id = ANY (changed) AND entry.state_id IS NULL AND NOT EXISTS (
        SELECT 1 FROM timeline_event AS event LEFT JOIN timeline_event_crises AS link ON link.event_id = event.id
        WHERE event.id = entry.event_id AND link.crisis_id IS NOT DISTINCT FROM entry.crisis_id
            AND event.review <> 'rejected' AND event.merged_into_id IS NULL
    );
    INSERT INTO timeline_entry (
        crisis_id, event_id, kind, review, status, day, earliest, latest, first_reported_at,
        entities, standing, claimants, low, high, sources, told, digest, entered_at, changed_at
    )
    SELECT link.crisis_id, event.id, event.kind, event.review, coalesce(meeting.status, ''),
        event.day, event.earliest, event.latest, event.first_reported_at,
        coalesce(cast_.entities, '{}'), coalesce(cast_.standing, '{}'), coalesce(cast_.claimants, '{}'),
        CASE WHEN strength THEN figure.low END, CASE WHEN strength THEN coalesce(figure.high, figure.low) END,
        coalesce(told.sources, '{}'), coalesce(told.words, ''),
        md5(ROW(
            event.earliest, event.latest, event.precision, event.place_id, cast_.roles,
            meeting.format, meeting.status, meeting.duration_minutes, statement.words, statement.stance,
            figure.low, figure.high, figure.qualifier, figure.unit, figure.change,
            announcement.what, announcement.due_earliest, announcement.due_latest, announcement.outcome
        )::text),
        now(), now()
    FROM timeline_event AS event
    LEFT JOIN timeline_event_crises AS link ON link.event_id = event.id
    LEFT JOIN timeline_meeting AS meeting ON meeting.event_id = event.id
    LEFT JOIN timeline_statement AS statement ON statement.event_id = event.id
    LEFT JOIN timeline_announcement AS announcement ON announcement.event_id = event.id
    LEFT JOIN timeline_troopfigure AS figure ON figure.event_id = event.id
    CROSS JOIN LATERAL (SELECT figure.unit = 'personnel' AND figure.change = 'present' AS strength) AS ready
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT entity_id) FILTER (WHERE place <= 120) AS entities,
            array_agg(entity_id ORDER BY place) FILTER (WHERE acts AND place <= 120) AS standing,
            array_agg(entity_id ORDER BY place) FILTER (WHERE role = 'claimant' AND place <= 120) AS claimants,
            string_agg(role || entity_id, ' ' ORDER BY role, entity_id) AS roles
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
        claimants = excluded.claimants, low = excluded.low, high = excluded.high,
        sources = excluded.sources, told = excluded.told, digest = excluded.digest,
        changed_at = CASE WHEN timeline_entry.digest <> excluded.digest THEN excluded.changed_at ELSE timeline_entry.changed_at END
    WHERE (
        timeline_entry.digest, timeline_entry.kind, timeline_entry.review, timeline_entry.first_reported_at,
        timeline_entry.standing, timeline_entry.claimants, timeline_entry.sources, timeline_entry.told
    ) IS DISTINCT FROM (
        excluded.digest, excluded.kind, excluded.review, excluded.first_reported_at,
        excluded.standing, excluded.claimants, excluded.sources, excluded.told
    );
END $$;

CREATE OR REPLACE FUNCTION timeline_enter_states(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM timeline_entry WHERE event_id = ANY (changed) AND state_id IS NOT NULL;
    INSERT INTO timeline_entry (
        crisis_id, event_id, state_id, since, until, kind, review, status, day, earliest, latest, first_reported_at,
        entities, standing, claimants, low, high, sources, told, digest, entered_at, changed_at
    )
    SELECT link.crisis_id, event.id, state.id, state.since, state.until, event.kind, event.review,
        CASE event.kind WHEN 'meeting' THEN coalesce(state.particulars ->> 'status', '') ELSE '' END,
        coalesce(state.earliest, state.latest, (state.first_reported_at AT TIME ZONE 'Europe/Berlin')::date),
        state.earliest, state.latest, state.first_reported_at,
        coalesce(cast_.entities, '{}'), coalesce(cast_.standing, '{}'), coalesce(cast_.claimants, '{}'),
        strength.low, strength.high, coalesce(told.sources, '{}'), coalesce(told.words, ''), '', now(), now()
    FROM timeline_eventstate AS state
    JOIN timeline_event AS event ON event.id = state.event_id
    LEFT JOIN timeline_event_crises AS link ON link.event_id = event.id
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT entity_id) FILTER (WHERE place <= 120) AS entities,
            array_agg(entity_id ORDER BY place) FILTER (WHERE acts AND place <= 120) AS standing,
            array_agg(entity_id ORDER BY place) FILTER (WHERE role = 'claimant' AND place <= 120) AS claimants
        FROM (
            SELECT (part.role ->> 1)::bigint AS entity_id, part.role ->> 0 AS role, part.place,
                part.role ->> 0 IN ('participant', 'speaker', 'announcer')
                    OR part.role ->> 0 = 'actor' AND event.kind = 'troop_figure' AS acts
            FROM jsonb_array_elements(state.roles) WITH ORDINALITY AS part (role, place)
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

CREATE FUNCTION timeline_event_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_enter_today((SELECT array_agg(id) FROM changed));
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_enter_added AFTER INSERT ON timeline_event REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_event_added();
CREATE FUNCTION timeline_event_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM timeline_entry WHERE event_id IN (SELECT id FROM gone);
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_enter_gone AFTER DELETE ON timeline_event REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_event_gone();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0008_tell_changes_of_entries"),
    ]

    operations = [
        migrations.RunSQL("TRUNCATE timeline_entry", migrations.RunSQL.noop),
        migrations.RemoveConstraint("entry", "entry_once"),
        migrations.AlterField(
            "entry",
            "crisis",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="entries",
                to="timeline.crisis",
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.UniqueConstraint(
                fields=["crisis", "event"],
                condition=Q(state__isnull=True),
                nulls_distinct=False,
                name="entry_once",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL("SELECT timeline_enter(array_agg(id)) FROM timeline_event", migrations.RunSQL.noop),
    ]
