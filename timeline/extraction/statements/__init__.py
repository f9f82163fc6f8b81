"""Find direct, indirect and reported speech with its speaker.

The order matters: frames with verbs, nouns and sources come first; what they leave over is read as reported speech, as speech that
goes on in the subjunctive, and as quotations without a frame, each of which looks back at what has been found before.
"""

from __future__ import annotations

from ..analysis import Analysis
from ..findings import FoundStatement
from .continuation import find_continuations
from .direct import as_quoted, find_direct
from .drafts import Drafts, without_doubles
from .frames import find_frames
from .headlines import find_headlines
from .reported import find_reported
from .resolving import resolve
from .scene import Scene
from .sources import find_sources


def find_statements(analysis: Analysis) -> tuple[FoundStatement, ...]:
    """Return the statements of the article in the order of the text."""
    scene = Scene(analysis)
    framed = (*find_frames(scene), *find_sources(scene), *find_headlines(scene))
    drafts = Drafts(scene.units, without_doubles(as_quoted(scene, draft) for draft in framed))
    for find in (find_reported, find_continuations, find_direct):
        for draft in find(scene, drafts):
            drafts.add((draft,))
    return resolve(scene, drafts)
