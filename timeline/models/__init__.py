"""Crises, the entities and events in them, and the evidence that every event rests on."""

from .crises import Crisis, CrisisActor
from .entities import Entity, EntityAlias, EntityRuling, EntityRulingQuerySet, Office
from .entries import Entry, EntryQuerySet, EventState, Withdrawal, touching
from .events import Event, EventQuerySet, Participation, reported_day
from .evidence import (
    READABLE,
    STANDING,
    EntityMention,
    Evidence,
    Extraction,
    Provenance,
    Report,
    ReportRole,
    Ruling,
    RulingQuerySet,
    readable,
)
from .particulars import (
    Announcement,
    Meeting,
    Particulars,
    Redemption,
    Statement,
    TroopFigure,
    outcome_on,
)
from .requests import RequestCount
from .sharing import ShareLink, ShareLinkQuerySet, new_token

__all__ = [
    "READABLE",
    "STANDING",
    "Announcement",
    "Crisis",
    "CrisisActor",
    "Entity",
    "EntityAlias",
    "EntityMention",
    "EntityRuling",
    "EntityRulingQuerySet",
    "Entry",
    "EntryQuerySet",
    "Event",
    "EventQuerySet",
    "EventState",
    "Evidence",
    "Extraction",
    "Meeting",
    "Office",
    "Participation",
    "Particulars",
    "Provenance",
    "Redemption",
    "Report",
    "ReportRole",
    "RequestCount",
    "Ruling",
    "RulingQuerySet",
    "ShareLink",
    "ShareLinkQuerySet",
    "Statement",
    "TroopFigure",
    "Withdrawal",
    "new_token",
    "outcome_on",
    "readable",
    "reported_day",
    "touching",
]
