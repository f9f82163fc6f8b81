-- Events for tests/benchmarks/million_events.py: {crises} crises of {per_crisis} events each, interleaved as life would store them.
-- All words are ours. Three of ten events are reported twice: planned at first, held or called off later.
SET session_replication_role = replica;  -- no triggers and no checks while filling; timeline_enter follows

CREATE OR REPLACE FUNCTION pg_temp.chance(number bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT (hashint8extended(number, salt) & 2147483647) / 2147483648.0';

INSERT INTO articles_source (id, name, home_url, feed_url, language, time_zone)
SELECT n, 'Blatt ' || n, '', '', 'de', 'Europe/Berlin' FROM generate_series(1, 40) n;

INSERT INTO timeline_crisis (id, slug, title, title_en, description, description_en, first_day, last_day, shows_unchecked)
SELECT n, 'krise-' || n, 'Krise ' || n, '', '', '', '2021-06-01', '2022-05-31', true FROM generate_series(1, {crises}) n;

-- One article for twenty events, with a paragraph for each.
INSERT INTO articles_article (id, url, status, published_at, current_revision_id, source_id, etag, last_modified)
SELECT n, 'https://blatt.example/' || n, 'published',
    '2021-06-01 06:00+02'::timestamptz + interval '365 days' * pg_temp.chance(n, 1), n, 1 + n % 40, '', ''
FROM generate_series(1, {crises} * {per_crisis} / 20) n;

INSERT INTO articles_revision (id, number, title, kicker, authors, credits, language, published_at, has_time, is_truncated, text_hash, metadata, created_at, reported_at, article_id)
SELECT id, 1, 'Lagebericht Nummer ' || id, '', '{{}}', '{{}}', 'de', published_at, true, false, id::text, '{{}}', published_at, published_at, id FROM articles_article;

INSERT INTO timeline_crisis_articles (crisis_id, article_id)
SELECT 1 + id % {crises}, id FROM articles_article;

INSERT INTO timeline_provenance (revision_id, agency, sentences, family, origin)
SELECT id, '', '{{}}', id, 'source:Blatt ' || (1 + id % 40) FROM articles_revision;

CREATE TEMP TABLE actor AS
SELECT id, row_number() OVER (ORDER BY hashint8extended(id, 7)) - 1 AS rank
FROM timeline_entity WHERE kind <> 'place';
CREATE UNIQUE INDEX ON actor (rank);
CREATE TEMP TABLE town AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS rank FROM timeline_entity WHERE kind = 'place';
CREATE UNIQUE INDEX ON town (rank);
ANALYZE actor;
ANALYZE town;

-- An event happens on the day of its article or a few days around it; a few actors of a crisis have most of the events.
CREATE TEMP TABLE happening AS
SELECT n AS id, article.id AS article, 1 + article.id % {crises} AS crisis, article.published_at AS reported_at,
    CASE WHEN chance < 0.6 THEN 'statement' WHEN chance < 0.8 THEN 'meeting' WHEN chance < 0.92 THEN 'troop_figure' ELSE 'announcement' END AS kind,
    article.published_at::date - (pg_temp.chance(n, 3) * 3)::int AS earliest,
    (pg_temp.chance(n, 4) < 0.12)::int * (pg_temp.chance(n, 5) * 12)::int AS length,
    (SELECT id FROM town WHERE rank = (towns * pg_temp.chance(n, 6) ^ 3)::bigint % towns) AS place,
    (SELECT id FROM actor WHERE rank = ((actors * 0.4 * pg_temp.chance(n, 8) ^ 4)::bigint + article.id % {crises} * 31) % actors) AS one,
    (SELECT id FROM actor WHERE rank = ((actors * 0.4 * pg_temp.chance(n, 9) ^ 3)::bigint + article.id % {crises} * 31 + 1) % actors) AS other,
    pg_temp.chance(n, 10) < 0.3 AS told_twice,
    CASE WHEN pg_temp.chance(n, 11) < 0.85 THEN 'held' WHEN pg_temp.chance(n, 11) < 0.93 THEN 'cancelled' ELSE 'planned' END AS status,
    1000 * (5 + (195 * pg_temp.chance(n, 12))::int) AS low,
    format(
        '%s haben am %s. Tag der Beratungen Nummer %s über %s und %s gesprochen.',
        (ARRAY['Die Minister', 'Die Unterhändler', 'Die Gesandten', 'Die Vermittler', 'Die Generäle'])[1 + (5 * pg_temp.chance(n, 13))::int % 5],
        1 + n % 30, n,
        (ARRAY['Getreide', 'Gefangene', 'Häfen', 'Grenzen', 'Truppen', 'Fristen', 'Kohle', 'Brücken'])[1 + (8 * pg_temp.chance(n, 14))::int % 8],
        (ARRAY['Zölle', 'Verträge', 'Flugplätze', 'Visa', 'Kredite', 'Minen', 'Strom', 'Züge'])[1 + (8 * pg_temp.chance(n, 15))::int % 8]
    ) AS sentence
FROM (SELECT n, pg_temp.chance(n, 2) AS chance, 1 + (n - 1) / 20 AS article FROM generate_series(1, {crises} * {per_crisis}) n) AS drawn
CROSS JOIN (SELECT (SELECT count(*) FROM actor) AS actors, (SELECT count(*) FROM town) AS towns) AS known
JOIN articles_article AS article ON article.id = drawn.article;

INSERT INTO articles_paragraph (id, position, kind, text, revision_id)
SELECT id, id % 20, 'text', sentence, article FROM happening;
INSERT INTO timeline_event (id, kind, earliest, latest, precision, place_id, review, confidence, extractor_version, first_reported_at)
SELECT id, kind, earliest, earliest + length, 'day', CASE kind WHEN 'meeting' THEN place END,
    CASE WHEN pg_temp.chance(id, 16) < 0.1 THEN 'accepted' ELSE 'extracted' END, 0.7, 'benchmark', reported_at
FROM happening;
INSERT INTO timeline_event_crises (event_id, crisis_id) SELECT id, crisis FROM happening;
INSERT INTO timeline_meeting (event_id, format, status, duration_minutes)
SELECT id, 'talks', CASE WHEN told_twice THEN status ELSE 'held' END, 90 FROM happening WHERE kind = 'meeting';
INSERT INTO timeline_statement (event_id, mode, stance, words, cue)
SELECT id, 'indirect', 'asserts', 'man werde weiter miteinander reden', 'sagte' FROM happening WHERE kind = 'statement';
INSERT INTO timeline_troopfigure (event_id, low, high, qualifier, unit, change, wording)
SELECT id, low, low * 11 / 10, 'about', 'personnel', 'present', low || ' Soldaten' FROM happening WHERE kind = 'troop_figure';
INSERT INTO timeline_announcement (event_id, what, due_earliest, due_latest, verdict)
SELECT id, 'eine schriftliche Antwort', earliest + 7, earliest + 13, '' FROM happening WHERE kind = 'announcement';
INSERT INTO timeline_redemption (event_id, paragraph_id, start, "end", known_since)  -- a third of the promises is kept
SELECT id, CASE WHEN kept THEN id END, CASE WHEN kept THEN 0 END, CASE WHEN kept THEN 12 END,
    CASE WHEN kept THEN reported_at + interval '9 days' END
FROM (SELECT *, pg_temp.chance(id, 17) < 0.33 AS kept FROM happening WHERE kind = 'announcement') AS promised;
INSERT INTO timeline_participation (event_id, entity_id, role, position)
SELECT id, one, CASE kind WHEN 'meeting' THEN 'participant' WHEN 'statement' THEN 'speaker' WHEN 'troop_figure' THEN 'actor' ELSE 'announcer' END, 0
FROM happening
UNION ALL
SELECT id, other, CASE kind WHEN 'meeting' THEN 'participant' ELSE 'claimant' END, 1
FROM happening WHERE kind IN ('meeting', 'troop_figure') AND one <> other;

INSERT INTO timeline_report (id, is_pinned, kind, earliest, latest, place_id, values, day_reason, reported_at, said_since, told_on, digest, blocks, event_id, revision_id)
SELECT id, false, kind, earliest, earliest + length, CASE kind WHEN 'meeting' THEN place END,
    '{{}}'::jsonb, '', reported_at, reported_at, reported_at::date, md5(id::text), '{{}}'::varchar[], id, article
FROM happening
UNION ALL  -- the later report stands in the next article of the crisis
SELECT id + 100000000, false, kind, earliest, earliest + length, NULL, '{{}}', '', reported_at + interval '2 days', reported_at + interval '2 days', reported_at::date + 2, md5(id || 'again'), '{{}}',
    id, 1 + (article + {crises} - 1) % ({crises} * {per_crisis} / 20)
FROM happening WHERE told_twice;
INSERT INTO timeline_evidence (event_id, report_id, revision_id, paragraph_id, start, "end", sentence_start, sentence_end, position, reported_at, rule)
SELECT id, id, article, id, 0, length(sentence) - 1, 0, length(sentence), 0, reported_at, '' FROM happening
UNION ALL
SELECT id, id + 100000000, article, id, 0, 12, 0, length(sentence), 1, reported_at + interval '2 days', '' FROM happening WHERE told_twice;

INSERT INTO timeline_eventstate (id, event_id, since, until, earliest, latest, precision, place_id, first_reported_at, particulars, roles)
SELECT 2 * happening.id + turn, happening.id, reported_at + interval '2 days' * turn,
    CASE WHEN told_twice AND turn = 0 THEN reported_at + interval '2 days' END,
    earliest, earliest + length, 'day', CASE kind WHEN 'meeting' THEN place END, reported_at,
    CASE kind
        WHEN 'meeting' THEN jsonb_build_object('format', 'talks', 'duration_minutes', 90,
            'status', CASE WHEN NOT told_twice THEN 'held' WHEN turn = 0 THEN 'planned' ELSE status END)
        WHEN 'statement' THEN '{{"mode": "indirect", "stance": "asserts", "words": "man werde weiter miteinander reden", "cue": "sagte"}}'
        WHEN 'troop_figure' THEN jsonb_build_object('low', low, 'high', low * 11 / 10, 'qualifier', 'about', 'unit', 'personnel', 'change', 'present', 'wording', low || ' Soldaten')
        ELSE jsonb_build_object('what', 'eine schriftliche Antwort', 'due_earliest', earliest + 7, 'due_latest', earliest + 13)
    END,
    CASE kind
        WHEN 'meeting' THEN jsonb_build_array(jsonb_build_array('participant', one), jsonb_build_array('participant', other))
        WHEN 'statement' THEN jsonb_build_array(jsonb_build_array('speaker', one))
        WHEN 'troop_figure' THEN jsonb_build_array(jsonb_build_array('actor', one), jsonb_build_array('claimant', other))
        ELSE jsonb_build_array(jsonb_build_array('announcer', one))
    END
FROM happening CROSS JOIN generate_series(0, 1) AS turn WHERE turn = 0 OR told_twice;

DROP TABLE happening, actor, town;
SET session_replication_role = DEFAULT;
