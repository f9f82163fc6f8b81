"""What stands in the end where reports of one event differ."""

from __future__ import annotations

import pytest

from tests.timeline.stories import Story, Talk, tell
from timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (("talks", "talks", "call"), "call"),
        (("talks", "talks", "visit"), "visit"),
        (("talks", "summit", "summit", "call"), "summit"),
        (("talks", "talks"), "talks"),
    ],
)
def test_what_is_only_called_talks_bears_out_the_form_that_others_name(
    forms: tuple[str, ...], expected: str
) -> None:
    for number, form in enumerate(forms):
        words = f"Blatt {number} weiß in seiner Ausgabe {number} von einer Begegnung zu berichten."
        talk = Talk(format=form, place=None, sentence=words)
        tell(Story(f"https://blatt{number}.example/a", (talk,), source=f"Blatt {number}"))
    formats = set(Event.objects.visible().values_list("meeting__format", flat=True))
    assert formats == {expected}
