"""The sample dossier: a crisis with articles of our own, to try everything on."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from articles.ingest import Stored, store
from articles.reading import read
from timeline.crises import add_article
from timeline.models import Crisis, CrisisActor, Entity
from timeline.tasks import extract_revision

FOLDER = Path(__file__).parent
Progress = Callable[[list[dict[str, Any]]], Iterable[dict[str, Any]]]


def load(progress: Progress = iter) -> int:
    """Store and extract the dossier's articles; return how many were not there before.

    `progress` wraps the list of articles, so that a caller can show a bar.
    """
    dossier = tomllib.loads((FOLDER / "dossier.toml").read_text(encoding="utf-8"))
    crisis, _ = Crisis.objects.get_or_create(
        slug=dossier["crisis"]["slug"], defaults=_crisis_fields(dossier["crisis"])
    )
    stored = [_take_in(entry, crisis) for entry in progress(dossier["articles"])]
    if not crisis.actors.exists():  # an interrupted start goes on where it stopped
        _set_lanes(crisis, dossier["crisis"]["actors"])
    return sum(one.outcome != "unchanged" for one in stored)


def _crisis_fields(crisis: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": crisis["title"]["de"],
        "title_en": crisis["title"]["en"],
        "description": crisis["description"]["de"],
        "description_en": crisis["description"]["en"],
        "first_day": crisis["starts"],
        "last_day": crisis["ends"],
    }


def _take_in(entry: dict[str, Any], crisis: Crisis) -> Stored:
    page = read((FOLDER / "dossier" / entry["file"]).read_bytes())
    with transaction.atomic():
        stored = store(page, source_name=entry["outlet"], url=entry["url"])
        add_article(crisis, stored.article)
    extract_revision(stored.revision.pk)
    return stored


def _set_lanes(crisis: Crisis, keys: list[str]) -> None:
    known = {entity.key: entity for entity in Entity.objects.filter(key__in=keys)}
    CrisisActor.objects.bulk_create(
        CrisisActor(crisis=crisis, entity=known[key], position=position)
        for position, key in enumerate(keys)
        if key in known
    )
