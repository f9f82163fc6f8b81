"""Show readers what articles other than drafts still say, and tell them of all that they see no more."""

from django.db import migrations, models
from django.db.models.functions import Coalesce
from django.utils import timezone

MARKS = "„“”«»‚‘‹›…"  # as in articles.searching

# A text holds until a newer one has been read; one that a paywall cuts off takes the place of none that is whole.
TEXTS = """
UPDATE articles_revision AS older SET superseded_at = (
    SELECT min(newer.reported_at) FROM articles_revision AS newer
    JOIN timeline_extraction AS extraction ON extraction.revision_id = newer.id
    WHERE newer.article_id = older.article_id AND newer.number > older.number
        AND (older.is_truncated OR NOT newer.is_truncated)
);
"""

# Of texts that were taken in as an article's first nothing changes but the new columns; of later ones the time since when they are known.
REPORTS = """
ALTER TABLE timeline_evidence DISABLE TRIGGER USER;
UPDATE timeline_report SET told_on = (reported_at AT TIME ZONE 'Europe/Berlin')::date;
UPDATE timeline_report AS report SET reported_at = revision.reported_at
FROM articles_revision AS revision WHERE revision.id = report.revision_id AND revision.reported_at <> report.reported_at;
UPDATE timeline_evidence AS evidence SET reported_at = revision.reported_at
FROM articles_revision AS revision WHERE revision.id = evidence.revision_id AND revision.reported_at <> evidence.reported_at;
UPDATE timeline_report SET said_since = reported_at;
UPDATE timeline_report AS report SET said_since = first.said_since FROM (
    SELECT revision.article_id, report.digest, min(report.reported_at) AS said_since
    FROM timeline_report AS report JOIN articles_revision AS revision ON revision.id = report.revision_id
    GROUP BY revision.article_id, report.digest HAVING count(*) > 1
) AS first
JOIN articles_revision AS revision ON revision.article_id = first.article_id
WHERE report.revision_id = revision.id AND report.digest = first.digest;
ALTER TABLE timeline_evidence ENABLE TRIGGER USER;
"""

FUNCTIONS = f"""
CREATE FUNCTION timeline_readable(told_event bigint, as_of timestamptz)
    RETURNS TABLE (article bigint, source bigint, status text, is_first boolean, begins integer, ends integer, sentence text)
    LANGUAGE sql STABLE AS $$
    -- The sentences that readers can read of the event, or could at that time: of each article that is no draft those of its newest text
    -- that no other had taken the place of. What editors found counts today alone. The same as `told` in timeline.models.evidence.
    SELECT article, source, status, is_first, begins, ends, sentence
    FROM (
        SELECT article.id AS article, article.source_id AS source, article.status,
            revision.number = max(revision.number) OVER (PARTITION BY article.id) AS is_newest,
            evidence.position = min(evidence.position) OVER (PARTITION BY revision.id) AS is_first,
            evidence.start::integer - evidence.sentence_start AS begins, evidence."end"::integer - evidence.sentence_start AS ends,
            substr(paragraph.text, evidence.sentence_start + 1, evidence.sentence_end - evidence.sentence_start) AS sentence
        FROM timeline_evidence AS evidence
        JOIN articles_paragraph AS paragraph ON paragraph.id = evidence.paragraph_id
        JOIN articles_revision AS revision ON revision.id = evidence.revision_id
        JOIN articles_article AS article ON article.id = revision.article_id
        WHERE evidence.event_id = told_event AND article.status <> 'draft' AND CASE
            WHEN evidence.report_id IS NULL THEN as_of IS NULL
            WHEN as_of IS NULL THEN revision.superseded_at IS NULL
            ELSE evidence.reported_at <= as_of AND (revision.superseded_at IS NULL OR as_of < revision.superseded_at)
        END
    ) AS told
    WHERE is_newest
$$;

CREATE FUNCTION timeline_is_told(told_event bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    -- Whether readers can read of the event in an article, or an editor entered it without any.
    SELECT EXISTS (
        SELECT FROM timeline_evidence AS evidence
        JOIN articles_revision AS revision ON revision.id = evidence.revision_id
        JOIN articles_article AS article ON article.id = revision.article_id
        WHERE evidence.event_id = told_event AND article.status <> 'draft'
            AND (evidence.report_id IS NULL OR revision.superseded_at IS NULL)
    ) OR NOT EXISTS (SELECT FROM timeline_evidence WHERE event_id = told_event)
$$;

CREATE OR REPLACE FUNCTION timeline_enter_today(changed bigint[]) RETURNS void LANGUAGE plpgsql
    SET enable_seqscan = off SET jit = off AS $$
DECLARE
    shown bigint[];
BEGIN
    -- Whoever changes the same event at the same time waits here, and then sees what the other has written.
    PERFORM 1 FROM timeline_event WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
    shown := ARRAY (
        SELECT id FROM timeline_event
        WHERE id = ANY (changed) AND review <> 'rejected' AND merged_into_id IS NULL AND timeline_is_told(id)
    );
    WITH earlier AS (
        SELECT entry.id, entry.crisis_id, entry.event_id, entry.kind, entry.day, entry.entered_at,
            crisis.id IS NOT NULL AND (entry.review <> 'extracted' OR crisis.shows_unchecked) AS was_seen,
            CASE WHEN entry.crisis_id IS NOT NULL THEN link.id IS NOT NULL
                ELSE event.id IS NOT NULL AND NOT EXISTS (SELECT FROM timeline_event_crises WHERE event_id = event.id)
            END AS stays,
            event.review <> 'extracted' OR crisis.shows_unchecked AS is_seen
        FROM timeline_entry AS entry
        LEFT JOIN timeline_crisis AS crisis ON crisis.id = entry.crisis_id
        LEFT JOIN timeline_event AS event ON event.id = entry.event_id AND event.id = ANY (shown)
        LEFT JOIN timeline_event_crises AS link ON link.event_id = event.id AND link.crisis_id = entry.crisis_id
        WHERE entry.event_id = ANY (changed) AND entry.state_id IS NULL
    ), gone AS (
        DELETE FROM timeline_entry AS entry USING earlier WHERE entry.id = earlier.id AND NOT earlier.stays
    )
    INSERT INTO timeline_withdrawal (crisis_id, event_id, kind, day, entered_at, gone_at)
    SELECT crisis_id, event_id, kind, day, entered_at, clock_timestamp() FROM earlier
    WHERE was_seen AND NOT (stays AND is_seen)
    ON CONFLICT (event_id, crisis_id) DO NOTHING;
    INSERT INTO timeline_entry (
        crisis_id, event_id, kind, review, status, day, earliest, latest, first_reported_at,
        entities, standing, claimants, low, high, due, sources, told, digest, entered_at, changed_at
    )
    SELECT link.crisis_id, event.id, event.kind, event.review, coalesce(meeting.status, outcome.known, ''),
        event.day, event.earliest, event.latest, event.first_reported_at,
        coalesce(cast_.entities, '{{}}'), coalesce(cast_.standing, '{{}}'), coalesce(cast_.claimants, '{{}}'),
        CASE WHEN strength THEN figure.low END, CASE WHEN strength THEN coalesce(figure.high, figure.low) END,
        announcement.due_latest, coalesce(told.sources, '{{}}'), coalesce(told.words, ''),
        md5(ROW(
            event.kind, event.review, event.day, event.earliest, event.latest, event.precision, event.place_id, cast_.roles,
            meeting.format, meeting.status, nullif(meeting.begins_at, ''), nullif(meeting.duration_minutes, 0),
            statement.words, statement.mode, statement.stance, statement.cue,
            figure.low, coalesce(figure.high, figure.low), figure.qualifier, figure.unit, figure.change, figure.wording,
            announcement.what, announcement.due_earliest, announcement.due_latest, outcome.known,
            told.lines
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
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT source) AS sources,
            to_tsvector('german', translate(string_agg(DISTINCT sentence, ' · '), '{MARKS}', '{" " * len(MARKS)}')) AS words,
            string_agg(DISTINCT concat_ws('|', article, source, status, is_first, begins, ends, sentence), E'\\n') AS lines
        FROM timeline_readable(event.id, NULL)
    ) AS told
    WHERE event.id = ANY (shown)
    ON CONFLICT (crisis_id, event_id) WHERE state_id IS NULL DO UPDATE SET
        kind = excluded.kind, review = excluded.review, status = excluded.status,
        day = excluded.day, earliest = excluded.earliest, latest = excluded.latest,
        first_reported_at = excluded.first_reported_at, entities = excluded.entities, standing = excluded.standing,
        claimants = excluded.claimants, low = excluded.low, high = excluded.high, due = excluded.due,
        sources = excluded.sources, told = excluded.told, digest = excluded.digest,
        entered_at = CASE  -- where unchecked events are hidden, readers see an event from when it was checked
            WHEN timeline_entry.review = 'extracted' AND excluded.review <> 'extracted'
                AND NOT (SELECT shows_unchecked FROM timeline_crisis WHERE id = excluded.crisis_id)
            THEN excluded.entered_at ELSE timeline_entry.entered_at
        END,
        changed_at = CASE WHEN timeline_entry.digest <> excluded.digest THEN excluded.changed_at ELSE timeline_entry.changed_at END
    WHERE (
        timeline_entry.digest, timeline_entry.status, timeline_entry.due, timeline_entry.first_reported_at,
        timeline_entry.standing, timeline_entry.claimants, timeline_entry.sources, timeline_entry.told
    ) IS DISTINCT FROM (
        excluded.digest, excluded.status, excluded.due, excluded.first_reported_at,
        excluded.standing, excluded.claimants, excluded.sources, excluded.told
    );
    DELETE FROM timeline_withdrawal AS withdrawal USING timeline_entry AS entry, timeline_crisis AS crisis
    WHERE withdrawal.event_id = ANY (changed) AND entry.event_id = withdrawal.event_id
        AND entry.crisis_id = withdrawal.crisis_id AND entry.state_id IS NULL
        AND crisis.id = entry.crisis_id AND (entry.review <> 'extracted' OR crisis.shows_unchecked);
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
        coalesce(cast_.entities, '{{}}'), coalesce(cast_.standing, '{{}}'), coalesce(cast_.claimants, '{{}}'),
        strength.low, strength.high,
        CASE event.kind WHEN 'announcement' THEN (state.particulars ->> 'due_latest')::date END,
        coalesce(told.sources, '{{}}'), coalesce(told.words, ''), '', now(), now()
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
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT source) AS sources,
            to_tsvector('german', translate(string_agg(DISTINCT sentence, ' · '), '{MARKS}', '{" " * len(MARKS)}')) AS words
        FROM timeline_readable(event.id, state.since)
    ) AS told
    WHERE event.id = ANY (changed) AND event.review <> 'rejected' AND event.merged_into_id IS NULL
        AND (told.sources IS NOT NULL OR NOT EXISTS (SELECT FROM timeline_evidence WHERE event_id = event.id));
END $$;

CREATE FUNCTION timeline_revision_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_enter((SELECT array_agg(DISTINCT event_id) FROM timeline_evidence WHERE revision_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_enter_replaced AFTER UPDATE OF superseded_at ON articles_revision
    FOR EACH ROW WHEN (NEW.superseded_at IS DISTINCT FROM OLD.superseded_at) EXECUTE FUNCTION timeline_revision_replaced();

CREATE FUNCTION timeline_crisis_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.shows_unchecked THEN
        UPDATE timeline_entry AS entry SET changed_at = clock_timestamp(), entered_at = coalesce(
            (SELECT entered_at FROM timeline_withdrawal WHERE event_id = entry.event_id AND crisis_id = NEW.id), clock_timestamp()
        ) WHERE crisis_id = NEW.id AND state_id IS NULL AND review = 'extracted';
        DELETE FROM timeline_withdrawal AS withdrawal USING timeline_entry AS entry
        WHERE withdrawal.crisis_id = NEW.id AND entry.crisis_id = NEW.id AND entry.event_id = withdrawal.event_id AND entry.state_id IS NULL;
    ELSE
        INSERT INTO timeline_withdrawal (crisis_id, event_id, kind, day, entered_at, gone_at)
        SELECT crisis_id, event_id, kind, day, entered_at, clock_timestamp() FROM timeline_entry
        WHERE crisis_id = NEW.id AND state_id IS NULL AND review = 'extracted'
        ON CONFLICT (event_id, crisis_id) DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER timeline_enter_unchecked AFTER UPDATE OF shows_unchecked ON timeline_crisis
    FOR EACH ROW WHEN (NEW.shows_unchecked <> OLD.shows_unchecked) EXECUTE FUNCTION timeline_crisis_changed();

DROP FUNCTION timeline_told(bigint, timestamptz), timeline_shown(bigint);
"""

# What nobody saw, because it was unchecked where such events are hidden, was not withdrawn.
ENTRIES = """
DELETE FROM timeline_withdrawal AS withdrawal USING timeline_crisis AS crisis
WHERE crisis.id = withdrawal.crisis_id AND NOT crisis.shows_unchecked AND withdrawal.review = 'extracted';
"""
# States of events that drafts or several texts of an article report are made anew by the periodic task.
ANEW = """
UPDATE timeline_event AS event SET first_reported_at = first.reported_at FROM (
    SELECT report.event_id, min(report.reported_at) AS reported_at
    FROM timeline_report AS report
    JOIN articles_revision AS revision ON revision.id = report.revision_id
    JOIN articles_article AS article ON article.id = revision.article_id
    WHERE article.status <> 'draft' GROUP BY report.event_id HAVING max(revision.number) > 1
) AS first
WHERE event.id = first.event_id AND event.first_reported_at <> first.reported_at;
DELETE FROM timeline_eventstate WHERE event_id IN (
    SELECT report.event_id FROM timeline_report AS report
    JOIN articles_revision AS revision ON revision.id = report.revision_id
    JOIN articles_article AS article ON article.id = revision.article_id
    WHERE article.status = 'draft' OR revision.number > 1 OR revision.superseded_at IS NOT NULL
);
SELECT timeline_enter(array_agg(id)) FROM timeline_event;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_since_when_revisions_are_known"),
        ("timeline", "0022_keep_filters_of_any_length"),
    ]

    operations = [
        migrations.RemoveIndex("report", "report_neighbours"),
        migrations.RemoveField("report", "day"),
        migrations.AddField(
            "report",
            "said_since",
            models.DateTimeField(default=timezone.now, verbose_name="so gemeldet seit"),
            preserve_default=False,
        ),
        migrations.AddField(
            "report",
            "told_on",
            models.DateField(default=timezone.localdate, verbose_name="Tag der Nachricht"),
            preserve_default=False,
        ),
        migrations.RunSQL(TEXTS, migrations.RunSQL.noop),
        migrations.RunSQL(REPORTS, migrations.RunSQL.noop),
        migrations.AddField(
            "report",
            "day",
            models.GeneratedField(
                db_persist=True,
                expression=Coalesce("earliest", "latest", "told_on"),
                output_field=models.DateField(),
            ),
        ),
        migrations.AddIndex("report", models.Index(fields=["kind", "day"], name="report_neighbours")),
        migrations.RunSQL(ENTRIES, migrations.RunSQL.noop),
        migrations.RemoveField("withdrawal", "review"),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(ANEW, migrations.RunSQL.noop),
    ]
