import django.db.models.deletion
from django.db import migrations, models

# What readers saw in a crisis and see no more goes with its crisis.
KEYS = """
ALTER TABLE timeline_withdrawal ADD CONSTRAINT withdrawal_of_crisis
    FOREIGN KEY (crisis_id) REFERENCES timeline_crisis (id) ON DELETE CASCADE;
"""

# As before, with all that readers see in the digest, the clock's time instead of the transaction's, and what left a crisis kept.
FUNCTIONS = """
CREATE FUNCTION timeline_shown(shown_event bigint) RETURNS text LANGUAGE sql STABLE AS $$
    -- The sentences that readers see: of each readable article those of its newest revision that has any. That an article
    -- came out anew with the same sentences changes nothing.
    SELECT string_agg(DISTINCT concat_ws('|', article, source, status, is_first, begins, ends, sentence), E'\\n')
    FROM (
        SELECT article.id AS article, article.source_id AS source, article.status,
            revision.number = max(revision.number) OVER (PARTITION BY article.id) AS is_newest,
            evidence.position = min(evidence.position) OVER (PARTITION BY revision.id) AS is_first,
            evidence.start - evidence.sentence_start AS begins, evidence."end" - evidence.sentence_start AS ends,
            substr(paragraph.text, evidence.sentence_start + 1, evidence.sentence_end - evidence.sentence_start) AS sentence
        FROM timeline_evidence AS evidence
        JOIN articles_paragraph AS paragraph ON paragraph.id = evidence.paragraph_id
        JOIN articles_revision AS revision ON revision.id = evidence.revision_id
        JOIN articles_article AS article ON article.id = revision.article_id
        WHERE evidence.event_id = shown_event AND article.status <> 'draft'
    ) AS told
    WHERE is_newest
$$;

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
        entities, standing, claimants, low, high, sources, told, digest, entered_at, changed_at
    )
    SELECT link.crisis_id, event.id, event.kind, event.review, coalesce(meeting.status, ''),
        event.day, event.earliest, event.latest, event.first_reported_at,
        coalesce(cast_.entities, '{}'), coalesce(cast_.standing, '{}'), coalesce(cast_.claimants, '{}'),
        CASE WHEN strength THEN figure.low END, CASE WHEN strength THEN coalesce(figure.high, figure.low) END,
        coalesce(told.sources, '{}'), coalesce(told.words, ''),
        md5(ROW(
            event.kind, event.review, event.day, event.earliest, event.latest, event.precision, event.place_id, cast_.roles,
            meeting.format, meeting.status, nullif(meeting.begins_at, ''), nullif(meeting.duration_minutes, 0),
            statement.words, statement.mode, statement.stance, statement.cue,
            figure.low, coalesce(figure.high, figure.low), figure.qualifier, figure.unit, figure.change, figure.wording,
            announcement.what, announcement.due_earliest, announcement.due_latest, announcement.outcome,
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
    CROSS JOIN LATERAL (SELECT figure.unit = 'personnel' AND figure.change = 'present' AS strength) AS ready
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
        claimants = excluded.claimants, low = excluded.low, high = excluded.high,
        sources = excluded.sources, told = excluded.told, digest = excluded.digest,
        entered_at = CASE  -- where unchecked events are hidden, readers see an event from when it was checked
            WHEN timeline_entry.review = 'extracted' AND excluded.review <> 'extracted'
                AND NOT (SELECT shows_unchecked FROM timeline_crisis WHERE id = excluded.crisis_id)
            THEN excluded.changed_at ELSE timeline_entry.entered_at
        END,
        changed_at = CASE WHEN timeline_entry.digest <> excluded.digest THEN excluded.changed_at ELSE timeline_entry.changed_at END
    WHERE (
        timeline_entry.digest, timeline_entry.first_reported_at,
        timeline_entry.standing, timeline_entry.claimants, timeline_entry.sources, timeline_entry.told
    ) IS DISTINCT FROM (
        excluded.digest, excluded.first_reported_at,
        excluded.standing, excluded.claimants, excluded.sources, excluded.told
    );
    DELETE FROM timeline_withdrawal AS withdrawal USING timeline_entry AS entry
    WHERE withdrawal.event_id = ANY (changed) AND entry.event_id = withdrawal.event_id
        AND entry.crisis_id = withdrawal.crisis_id AND entry.state_id IS NULL;
END $$;

CREATE OR REPLACE FUNCTION timeline_event_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_enter((
        SELECT array_agg(changed.id) FROM changed JOIN gone USING (id)
        WHERE (changed.kind, changed.review, changed.merged_into_id) IS DISTINCT FROM (gone.kind, gone.review, gone.merged_into_id)
    ));
    PERFORM timeline_enter_today(array_agg(changed.id)) FROM changed JOIN gone USING (id)
    WHERE (changed.day, changed.earliest, changed.latest, changed.precision, changed.place_id, changed.first_reported_at)
        IS DISTINCT FROM (gone.day, gone.earliest, gone.latest, gone.precision, gone.place_id, gone.first_reported_at)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION timeline_event_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_enter_today((SELECT array_agg(id) FROM gone));
    DELETE FROM timeline_entry WHERE event_id IN (SELECT id FROM gone);
    RETURN NULL;
END $$;

CREATE FUNCTION timeline_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE timeline_entry SET changed_at = clock_timestamp() WHERE state_id IS NULL AND event_id IN (
        SELECT event_id FROM timeline_participation WHERE TG_TABLE_NAME = 'timeline_entity' AND entity_id = NEW.id
        UNION SELECT id FROM timeline_event WHERE TG_TABLE_NAME = 'timeline_entity' AND place_id = NEW.id
        UNION SELECT evidence.event_id
            FROM timeline_evidence AS evidence
            JOIN articles_revision AS revision ON revision.id = evidence.revision_id
            JOIN articles_article AS article ON article.id = revision.article_id
            WHERE TG_TABLE_NAME = 'articles_source' AND article.source_id = NEW.id AND article.status <> 'draft'
    );
    RETURN NULL;
END $$;
"""

TRIGGERS = """
DROP TRIGGER timeline_enter_source ON articles_article;
CREATE TRIGGER timeline_enter_source AFTER UPDATE OF source_id, status ON articles_article
    FOR EACH ROW WHEN ((NEW.source_id, NEW.status) IS DISTINCT FROM (OLD.source_id, OLD.status))
    EXECUTE FUNCTION timeline_source_changed();
CREATE TRIGGER timeline_enter_renamed AFTER UPDATE OF name ON articles_source
    FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION timeline_renamed();
CREATE TRIGGER timeline_enter_renamed AFTER UPDATE OF name, name_en ON timeline_entity
    FOR EACH ROW WHEN ((NEW.name, NEW.name_en) IS DISTINCT FROM (OLD.name, OLD.name_en)) EXECUTE FUNCTION timeline_renamed();
"""
PARTICULARS = "".join(
    f"""
CREATE TRIGGER timeline_enter_{name} AFTER {operation} ON {table} REFERENCING {version} TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_part_changed('today');
"""
    for table in ("timeline_statement", "timeline_announcement")
    for name, operation, version in (
        ("inserted", "INSERT", "NEW"),
        ("deleted", "DELETE", "OLD"),
        ("updated", "UPDATE", "NEW"),
    )
)

# Digests of more values are no changes of the events.
MAKE_ANEW = """
CREATE TEMPORARY TABLE kept AS SELECT id, changed_at FROM timeline_entry WHERE state_id IS NULL;
SELECT timeline_enter_today(array_agg(id)) FROM timeline_event HAVING count(*) > 0;
UPDATE timeline_entry AS entry SET changed_at = kept.changed_at FROM kept WHERE kept.id = entry.id;
DROP TABLE kept;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0014_index_at_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
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
                            ("meeting", "Treffen"),
                            ("statement", "Aussage"),
                            ("troop_figure", "Truppenzahl"),
                            ("announcement", "Ankündigung"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "review",
                    models.CharField(
                        choices=[
                            ("extracted", "ungeprüft"),
                            ("accepted", "bestätigt"),
                            ("edited", "bearbeitet"),
                            ("rejected", "verworfen"),
                        ],
                        max_length=9,
                    ),
                ),
                ("day", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField()),
                (
                    "crisis",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="withdrawals",
                        to="timeline.crisis",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="timeline.event",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rücknahme",
                "verbose_name_plural": "Rücknahmen",
                "ordering": ["day", "event_id"],
                "indexes": [models.Index(fields=["crisis", "gone_at"], name="withdrawal_since")],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "crisis"), name="withdrawal_once"),
                ],
            },
        ),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS + PARTICULARS, migrations.RunSQL.noop),
        migrations.RunSQL(MAKE_ANEW, migrations.RunSQL.noop),
    ]
