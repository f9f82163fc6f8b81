"""Draw a crisis at a glance: lanes of actors over time, as one SVG made by the server.

Data flows one way: `fetching` (the only module with queries) -> plain values -> `scale`, `lanes`, `talks`, `sayings`, `promises`
and `claims` (pure layout) -> `drawing` (markup).
"""

from .page import Frame, Picture, Shown, picture_of

__all__ = ["Frame", "Picture", "Shown", "picture_of"]
