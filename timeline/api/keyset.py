"""Turn the pages of a long list by the place of the last row shown: every page costs the same, however far in it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet
from django.db.models.fields.tuple_lookups import Tuple as RowValue
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from .parameters import Paging
from .problems import ProblemError

SIGNER = signing.Signer(salt=__name__)  # without a time, so that an unchanged page keeps its ETag
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Keyset:
    """An order in which no two rows stand at the same place: its fields, and how a cursor's texts become values again."""

    name: str  # a cursor of one order is not taken for another's
    fields: tuple[str, ...]
    readers: tuple[Any, ...]
    descends: bool = False

    @property
    def order(self) -> list[str]:
        """Return the fields as `order_by` takes them."""
        return [f"-{field}" if self.descends else field for field in self.fields]

    def after(self, rows: QuerySet[Row], cursor: str) -> QuerySet[Row]:
        """Return the rows that come after the cursor's place."""
        compare = TupleLessThan if self.descends else TupleGreaterThan
        return rows.filter(compare(RowValue(*self.fields), self._read(cursor)))

    def cursor(self, row: Model) -> str:
        """Return an opaque, signed name of the row's place."""
        values = [_write(getattr(row, field)) for field in self.fields]
        return SIGNER.sign_object([self.name, *values])

    def _read(self, cursor: str) -> list[Any]:
        try:
            name, *values = SIGNER.unsign_object(cursor)
        except signing.BadSignature:
            raise ProblemError("invalid-cursor") from None
        if name != self.name:
            raise ProblemError("invalid-cursor")
        return [read(value) for read, value in zip(self.readers, values, strict=True)]


@dataclass(frozen=True)
class Turned(Generic[Row]):
    """The rows of a page, and the cursor of the next one if there is any."""

    rows: Sequence[Row]
    next_cursor: str | None


def turn(rows: QuerySet[Row], keyset: Keyset, paging: Paging) -> Turned[Row]:
    """Return the page that was asked for."""
    remaining = keyset.after(rows, paging.cursor) if paging.cursor else rows
    found = list(remaining.order_by(*keyset.order)[: paging.limit + 1])
    shown = found[: paging.limit]
    return Turned(shown, keyset.cursor(shown[-1]) if len(found) > paging.limit else None)


def _write(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
