"""Find direct, indirect and reported speech with its speaker."""

from __future__ import annotations

from ..analysis import Analysis
from ..findings import FoundStatement, Speaker
from .continuation import find_continuations
from .direct import as_quoted, find_direct
from .frames import find_frames
from .reported import find_reported
from .scene import Draft, Scene
from .sources import find_sources


def find_statements(analysis: Analysis) -> tuple[FoundStatement, ...]:
    """Return the statements of the article in the order of the text."""
    scene = Scene(analysis)
    drafts = [as_quoted(scene, draft) for draft in (*find_frames(scene), *find_sources(scene))]
    drafts += find_reported(scene, drafts)
    drafts += find_continuations(scene, drafts)
    drafts += find_direct(scene, drafts)
    return tuple(_found(scene, draft) for draft in sorted(drafts, key=lambda one: (one.start, -one.end)))


def _found(scene: Scene, draft: Draft) -> FoundStatement:
    speaker = Speaker(*draft.speaker, None) if draft.speaker else None
    return FoundStatement(draft.spans, draft.mode, draft.cue, speaker, stance=draft.stance, rule=draft.rule)
