import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

KEYS = """
ALTER TABLE timeline_eventstate ADD CONSTRAINT event_state_of_event
    FOREIGN KEY (event_id) REFERENCES timeline_event (id) ON DELETE CASCADE;
ALTER TABLE timeline_entry SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
"""

# Arrays are cut off where a row of the index could not hold them: nobody looks for the 121st participant of a conference.
FUNCTIONS = """
CREATE FUNCTION timeline_enter_today(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever changes the same event at the same time waits here, and then sees what the other has written.
    PERFORM 1 FROM timeline_event WHERE id = ANY (changed) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM timeline_entry WHERE event_id = ANY (changed) AND state_id IS NULL;
    INSERT INTO timeline_entry (
        crisis_id, event_id, kind, review, status, day, earliest, latest, first_reported_at,
        entities, standing, claimant, low, high, sources, told
    )
    SELECT link.crisis_id, event.id, event.kind, event.review, coalesce(meeting.status, ''),
        event.day, event.earliest, event.latest, event.first_reported_at,
        coalesce(cast_.entities, '{}'), coalesce(cast_.standing, '{}'), cast_.claimant,
        figure.low, coalesce(figure.high, figure.low), coalesce(told.sources, '{}'), coalesce(told.words, '')
    FROM timeline_event AS event
    JOIN timeline_event_crises AS link ON link.event_id = event.id
    LEFT JOIN timeline_meeting AS meeting ON meeting.event_id = event.id
    LEFT JOIN timeline_troopfigure AS figure
        ON figure.event_id = event.id AND figure.unit = 'personnel' AND figure.change = 'present'
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT entity_id) FILTER (WHERE place <= 120) AS entities,
            array_agg(entity_id ORDER BY place) FILTER (WHERE acts AND place <= 120) AS standing,
            (array_agg(entity_id ORDER BY place) FILTER (WHERE role = 'claimant'))[1] AS claimant
        FROM (
            SELECT entity_id, role, row_number() OVER (ORDER BY position, id) AS place,
                role IN ('participant', 'speaker', 'announcer') OR role = 'actor' AND event.kind = 'troop_figure' AS acts
            FROM timeline_participation WHERE event_id = event.id
            UNION ALL SELECT event.place_id, '', 0, false WHERE event.place_id IS NOT NULL
        ) AS part
    ) AS cast_
    CROSS JOIN LATERAL timeline_told(event.id, NULL) AS told
    WHERE event.id = ANY (changed) AND event.review <> 'rejected' AND event.merged_into_id IS NULL;
END $$;

CREATE FUNCTION timeline_enter_states(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM timeline_entry WHERE event_id = ANY (changed) AND state_id IS NOT NULL;
    INSERT INTO timeline_entry (
        crisis_id, event_id, state_id, since, until, kind, review, status, day, earliest, latest, first_reported_at,
        entities, standing, claimant, low, high, sources, told
    )
    SELECT link.crisis_id, event.id, state.id, state.since, state.until, event.kind, event.review,
        CASE event.kind WHEN 'meeting' THEN coalesce(state.particulars ->> 'status', '') ELSE '' END,
        coalesce(state.earliest, state.latest, (state.first_reported_at AT TIME ZONE 'Europe/Berlin')::date),
        state.earliest, state.latest, state.first_reported_at,
        coalesce(cast_.entities, '{}'), coalesce(cast_.standing, '{}'), cast_.claimant,
        strength.low, strength.high, coalesce(told.sources, '{}'), coalesce(told.words, '')
    FROM timeline_eventstate AS state
    JOIN timeline_event AS event ON event.id = state.event_id
    JOIN timeline_event_crises AS link ON link.event_id = event.id
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT entity_id) FILTER (WHERE place <= 120) AS entities,
            array_agg(entity_id ORDER BY place) FILTER (WHERE acts AND place <= 120) AS standing,
            (array_agg(entity_id ORDER BY place) FILTER (WHERE role = 'claimant'))[1] AS claimant
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

CREATE FUNCTION timeline_told(told_event bigint, as_of timestamptz, OUT sources bigint[], OUT words tsvector)
LANGUAGE sql STABLE AS $$
    SELECT array_agg(DISTINCT article.source_id),
        to_tsvector('german', string_agg(
            DISTINCT substr(paragraph.text, evidence.sentence_start + 1, evidence.sentence_end - evidence.sentence_start),
            ' · '
        ))
    FROM timeline_evidence AS evidence
    JOIN articles_paragraph AS paragraph ON paragraph.id = evidence.paragraph_id
    JOIN articles_revision AS revision ON revision.id = evidence.revision_id
    JOIN articles_article AS article ON article.id = revision.article_id
    WHERE evidence.event_id = told_event
        AND (as_of IS NULL OR evidence.reported_at <= as_of AND evidence.report_id IS NOT NULL)
$$;

CREATE FUNCTION timeline_enter(changed bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF changed IS NOT NULL THEN
        PERFORM timeline_enter_today(changed);
        PERFORM timeline_enter_states(changed);
    END IF;
END $$;
"""

TRIGGERS = """
CREATE FUNCTION timeline_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    events bigint[] := (SELECT array_agg(DISTINCT event_id) FROM changed);
BEGIN
    IF events IS NULL THEN
        RETURN NULL;
    ELSIF TG_ARGV[0] = 'today' THEN
        PERFORM timeline_enter_today(events);
    ELSIF TG_ARGV[0] = 'states' THEN
        PERFORM timeline_enter_states(events);
    ELSE
        PERFORM timeline_enter(events);
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION timeline_event_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_enter((
        SELECT array_agg(changed.id) FROM changed JOIN gone USING (id)
        WHERE (changed.kind, changed.review, changed.merged_into_id) IS DISTINCT FROM (gone.kind, gone.review, gone.merged_into_id)
    ));
    PERFORM timeline_enter_today(array_agg(changed.id)) FROM changed JOIN gone USING (id)
    WHERE (changed.day, changed.earliest, changed.latest, changed.place_id, changed.first_reported_at)
        IS DISTINCT FROM (gone.day, gone.earliest, gone.latest, gone.place_id, gone.first_reported_at)
    HAVING count(*) > 0;
    RETURN NULL;
END $$;

CREATE FUNCTION timeline_source_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM timeline_enter((
        SELECT array_agg(DISTINCT evidence.event_id)
        FROM timeline_evidence AS evidence JOIN articles_revision AS revision ON revision.id = evidence.revision_id
        WHERE revision.article_id = NEW.id
    ));
    RETURN NULL;
END $$;

CREATE TRIGGER timeline_enter_changed AFTER UPDATE ON timeline_event
    REFERENCING NEW TABLE AS changed OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_event_changed();
CREATE TRIGGER timeline_enter_source AFTER UPDATE OF source_id ON articles_article
    FOR EACH ROW WHEN (NEW.source_id <> OLD.source_id) EXECUTE FUNCTION timeline_source_changed();
"""

PARTS = {
    "timeline_event_crises": "all",
    "timeline_meeting": "today",
    "timeline_troopfigure": "today",
    "timeline_participation": "today",
    "timeline_evidence": "all",
    "timeline_eventstate": "states",
}
TRIGGER = """
CREATE TRIGGER timeline_enter_{name} AFTER {operation} ON {table} REFERENCING {version} TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_part_changed('{what}');
"""
VERSIONS = (
    ("inserted", "INSERT", "NEW"),
    ("deleted", "DELETE", "OLD"),
    ("updated", "UPDATE", "NEW"),
    ("moved", "UPDATE", "OLD"),
)
MOVED = {"timeline_evidence"}  # whose rows may go over to another event


def part_triggers():
    return "".join(
        TRIGGER.format(name=name, operation=operation, version=version, table=table, what=what)
        for table, what in PARTS.items()
        for name, operation, version in VERSIONS
        if name != "moved" or table in MOVED
    )


def drop_triggers():
    names = {table: [name for name, *_ in VERSIONS if name != "moved" or table in MOVED] for table in PARTS}
    names |= {"timeline_event": ["changed"], "articles_article": ["source"]}
    return "".join(
        f"DROP TRIGGER timeline_enter_{name} ON {table};" for table, same in names.items() for name in same
    )


DROP_FUNCTIONS = """
DROP FUNCTION timeline_enter(bigint[]), timeline_enter_today(bigint[]), timeline_enter_states(bigint[]),
    timeline_told(bigint, timestamptz), timeline_part_changed(), timeline_event_changed(), timeline_source_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0005_share_secret"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.CreateModel(
            name="EventState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="bekannt seit")),
                ("until", models.DateTimeField(null=True, verbose_name="bekannt bis")),
                ("earliest", models.DateField(null=True, verbose_name="frühestens")),
                ("latest", models.DateField(null=True, verbose_name="spätestens")),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "Tag"),
                            ("week", "Woche"),
                            ("month", "Monat"),
                            ("about", "ungefähr"),
                        ],
                        max_length=5,
                        verbose_name="Genauigkeit",
                    ),
                ),
                ("first_reported_at", models.DateTimeField(verbose_name="zuerst gemeldet")),
                ("particulars", models.JSONField(default=dict, verbose_name="Angaben")),
                ("roles", models.JSONField(default=list, verbose_name="Beteiligte")),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="states",
                        to="timeline.event",
                        verbose_name="Ereignis",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="timeline.entity",
                        verbose_name="Ort",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kenntnisstand",
                "verbose_name_plural": "Kenntnisstände",
                "ordering": ["since"],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "since"), name="event_state_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("since__lt", models.F("until")), _connector="OR"
                        ),
                        name="event_state_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
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
                ("status", models.CharField(blank=True, max_length=9)),
                ("day", models.DateField()),
                ("earliest", models.DateField(null=True)),
                ("latest", models.DateField(null=True)),
                ("first_reported_at", models.DateTimeField()),
                (
                    "entities",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "standing",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("claimant", models.BigIntegerField(null=True)),
                ("low", models.BigIntegerField(null=True)),
                ("high", models.BigIntegerField(null=True)),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("told", django.contrib.postgres.search.SearchVectorField()),
                (
                    "crisis",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="entries",
                        to="timeline.crisis",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="entries",
                        to="timeline.event",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="entries",
                        to="timeline.eventstate",
                    ),
                ),
            ],
            options={
                "verbose_name": "Zeile der Zeitachse",
                "verbose_name_plural": "Zeilen der Zeitachse",
                "ordering": ["day", "first_reported_at", "event"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__isnull", True)),
                        fields=["crisis", "day", "first_reported_at", "event"],
                        include=("kind", "review", "status", "earliest", "latest", "entities", "standing"),
                        name="entry_today",
                    ),
                    models.Index(
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
                            "state",
                        ),
                        name="entry_as_known",
                    ),
                    models.Index(
                        condition=models.Q(("state__isnull", False)),
                        fields=["crisis", "since"],
                        name="entry_since",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["crisis", "told"], name="entry_words"),
                ],
            },
        ),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(TRIGGERS + part_triggers(), drop_triggers()),
        migrations.RunSQL("SELECT timeline_enter(array_agg(id)) FROM timeline_event", migrations.RunSQL.noop),
    ]
