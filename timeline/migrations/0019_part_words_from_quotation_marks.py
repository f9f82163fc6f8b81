"""Find words beside quotation marks, which PostgreSQL takes for parts of the words."""

from django.db import migrations

TOLD = """
CREATE OR REPLACE FUNCTION timeline_told(told_event bigint, as_of timestamptz, OUT sources bigint[], OUT words tsvector)
LANGUAGE sql STABLE AS $$
    SELECT array_agg(DISTINCT article.source_id),
        to_tsvector('german', translate(string_agg(
            DISTINCT substr(paragraph.text, evidence.sentence_start + 1, evidence.sentence_end - evidence.sentence_start),
            ' · '
        ), {marks}))
    FROM timeline_evidence AS evidence
    JOIN articles_paragraph AS paragraph ON paragraph.id = evidence.paragraph_id
    JOIN articles_revision AS revision ON revision.id = evidence.revision_id
    JOIN articles_article AS article ON article.id = revision.article_id
    WHERE evidence.event_id = told_event
        AND (as_of IS NULL OR evidence.reported_at <= as_of AND evidence.report_id IS NOT NULL)
$$;

UPDATE timeline_entry AS entry SET told = coalesce((timeline_told(entry.event_id, state.since)).words, '')
FROM timeline_entry AS same LEFT JOIN timeline_eventstate AS state ON state.id = same.state_id
WHERE same.id = entry.id;
"""
MARKS = "„“”«»‚‘‹›…"  # as in articles.searching


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0018_find_overdue_announcements"),
    ]

    operations = [
        migrations.RunSQL(
            TOLD.format(marks=f"'{MARKS}', '{' ' * len(MARKS)}'"), TOLD.format(marks="'', ''")
        ),
    ]
