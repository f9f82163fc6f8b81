"""The reader pages of the chronicle."""

from .embed import embed_share, embed_timeline
from .encounters import encounters
from .entity import entity
from .event import event
from .export import export
from .figures import figures
from .front import front
from .oembed import oembed
from .positions import positions
from .share import create_share, manage_share, share
from .social import event_card, share_card, timeline_card
from .timeline import news, timeline

__all__ = [
    "create_share",
    "embed_share",
    "embed_timeline",
    "encounters",
    "entity",
    "event",
    "event_card",
    "export",
    "figures",
    "front",
    "manage_share",
    "news",
    "oembed",
    "positions",
    "share",
    "share_card",
    "timeline",
    "timeline_card",
]
