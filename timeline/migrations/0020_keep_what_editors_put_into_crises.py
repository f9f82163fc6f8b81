"""Events are in the crises of the articles that report them; what editors had put into others by hand becomes their decision."""

from django.db import migrations
from django.db.models import Exists, OuterRef

REASON = "Von Hand in die Krise genommen"


def keep_decisions(apps, schema_editor):
    Event, Crisis, Report, Ruling = (
        apps.get_model("timeline", name) for name in ("Event", "Crisis", "Report", "Ruling")
    )
    reported = Report.objects.filter(event=OuterRef("event_id"))
    by_articles = Crisis.articles.through.objects.filter(
        crisis=OuterRef("crisis_id"), article__revisions__reports__event=OuterRef("event_id")
    )
    by_hand = Event.crises.through.objects.filter(Exists(reported), ~Exists(by_articles))
    Ruling.objects.bulk_create(
        (
            Ruling(event_id=event, kind="value", slot=f"crisis:{crisis}", value=True, reason=REASON)
            for event, crisis in by_hand.values_list("event", "crisis").iterator()
        ),
        batch_size=1_000,
    )


class Migration(migrations.Migration):
    dependencies = [("timeline", "0019_part_words_from_quotation_marks")]

    operations = [migrations.RunPython(keep_decisions, migrations.RunPython.noop)]
