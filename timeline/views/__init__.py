"""The reader pages of the chronicle."""

from .encounters import encounters
from .entity import entity
from .event import event
from .export import export
from .front import front
from .positions import positions
from .share import create_share, share
from .timeline import timeline

__all__ = ["create_share", "encounters", "entity", "event", "export", "front", "positions", "share", "timeline"]
