"""Find the events of one crisis by a word or a source without looking at those of others."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import timeline.models.entries

# Each lexeme gets the crisis's key before it: 'visa':3 becomes '7/visa':3. One that is as long as words may be has no room for it,
# so that nothing is found by words in such a text.
FUNCTIONS = r"""
CREATE FUNCTION timeline_words_of(crisis bigint, words tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN words::text !~ '([^ ]{200}){9}'
        THEN regexp_replace(words::text, $_$'((?:[^']|'')*)'$_$, $_$'$_$ || coalesce(crisis, 0) || $_$/\1'$_$, 'g')::tsvector
        ELSE ''::tsvector END
$$;
CREATE FUNCTION timeline_words_of(crisis bigint, asked tsquery) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(asked::text, $_$'((?:[^']|'')*)'$_$, $_$'$_$ || coalesce(crisis, 0) || $_$/\1'$_$, 'g')::tsquery
$$;
"""
DROP = """
DROP FUNCTION timeline_words_of(bigint, tsvector), timeline_words_of(bigint, tsquery);
"""
WORDS = timeline.models.entries.WordsOfCrisis("crisis", "told")
ORDER = ["crisis", "day", "first_reported_at", "event"]
COUNTED = [
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
]


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0015_tell_all_that_readers_see"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        migrations.RemoveIndex("entry", "entry_words"),
        migrations.RemoveIndex("entry", "entry_today"),
        migrations.RemoveIndex("entry", "entry_as_known"),
        migrations.AddIndex(
            "entry", django.contrib.postgres.indexes.GinIndex(fields=["told"], name="entry_words")
        ),
        migrations.AddIndex(
            "entry",
            django.contrib.postgres.indexes.GinIndex(
                WORDS, condition=models.Q(state__isnull=True), name="entry_words_today"
            ),
        ),
        migrations.AddIndex(
            "entry",
            django.contrib.postgres.indexes.GinIndex(
                WORDS, condition=models.Q(state__isnull=False), name="entry_words_as_known"
            ),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=ORDER, include=COUNTED, condition=models.Q(state__isnull=True), name="entry_today"
            ),
        ),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=ORDER,
                include=["since", "until", *COUNTED],
                condition=models.Q(state__isnull=False),
                name="entry_as_known",
            ),
        ),
    ]
