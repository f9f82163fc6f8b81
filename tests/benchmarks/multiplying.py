"""Make a large store out of a small one: the same articles again and again, each time some weeks later, as if they had come one by one.

Rows are copied in SQL with their numbers and days moved on; what depends on the days (`mark_anew`) is worked out anew. A copy lies so far after the
one before that they share no event, so extracting its articles would give the same events.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction

from articles.models import Article, Paragraph, Revision
from timeline.chronicle.accounts import mark_anew, with_parts
from timeline.models import (
    Announcement,
    Crisis,
    EntityMention,
    Event,
    Evidence,
    Extraction,
    Meeting,
    Participation,
    Provenance,
    Report,
    ReportRole,
    Statement,
    TroopFigure,
)

COPIED: tuple[type[models.Model], ...] = (
    Article,
    Revision,
    Paragraph,
    Crisis.articles.through,
    Provenance,
    Extraction,
    EntityMention,
    Event,
    Event.crises.through,
    Meeting,
    Statement,
    TroopFigure,
    Announcement,
    Participation,
    Report,
    ReportRole,
    Evidence,
)
BATCH = 2000  # reports at a time
COMMON = 30  # texts from which a sentence is a common one, which further articles would have, too


def multiply(times: int, *, apart: timedelta) -> None:
    """Add so many copies of all that is stored, each later than the one before."""
    with transaction.atomic():
        _note_common_sentences()
        last: dict[type[models.Model], int] = {
            model: _scalar(f'SELECT max("{_pk(model)}") FROM "{_table(model)}"') or 0 for model in COPIED
        }
        for copy in range(1, times + 1):
            for model in COPIED:
                _copy(model, copy, last, apart * copy)
        for model in COPIED:
            _move_sequence(model)
    for first in range(last[Report] + 1, (times + 1) * last[Report] + 1, BATCH):
        mark_anew(with_parts(Report.objects.filter(pk__range=(first, first + BATCH - 1))))


def _copy(
    model: type[models.Model], copy: int, last: dict[type[models.Model], int], later: timedelta
) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_moved(field, copy, last, later.days) for field in fields)
    table, pk = _table(model), _pk(model)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {values} FROM "{table}" WHERE "{pk}" <= {last[model]}'
        )


def _moved(field: Any, copy: int, last: dict[type[models.Model], int], days: int) -> str:
    """Return the field's value in the copy, as SQL."""
    column = f'"{field.column}"'
    target = field.related_model if field.is_relation else field.model if field.primary_key else None
    if target in last:
        return f"{column} + {copy * last[_first(target)]}"
    if isinstance(field, models.DateTimeField):
        return f"{column} + interval '{days} days'"
    if isinstance(field, models.DateField):
        return f"{column} + {days}"
    if field.model is Article and field.name == "url":
        return f"{column} || '-{copy}'"
    if field.model is Provenance and field.name == "family":
        return f"{column} + {copy * last[Revision]}"
    if field.model is Provenance and field.name == "sentences":
        return f"ARRAY(SELECT CASE WHEN s IN (SELECT sentence FROM common) THEN s ELSE s + {copy} END FROM unnest({column}) s ORDER BY 1)"
    return column


def _first(model: type[models.Model]) -> type[models.Model]:
    """Return the model whose numbers the model's rows have: a row of particulars has its event's."""
    key = model._meta.pk
    return _first(key.related_model) if key and key.is_relation else model


def _note_common_sentences() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE common ON COMMIT DROP AS SELECT sentence FROM timeline_provenance, unnest(sentences) sentence"
            f" GROUP BY sentence HAVING count(*) > {COMMON}"
        )


def _move_sequence(model: type[models.Model]) -> None:
    if _first(model) is model:
        _scalar(
            f"SELECT setval(pg_get_serial_sequence('{_table(model)}', '{_pk(model)}'), (SELECT max(\"{_pk(model)}\") FROM \"{_table(model)}\"))"
        )


def _scalar(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _pk(model: type[models.Model]) -> str:
    return model._meta.pk.column if model._meta.pk else "id"
