from django.db import migrations

# A handful of events is looked up among millions: by indexes, also right after a bulk load, when the planner knows no sizes yet.
INDEXES_ONLY = """
ALTER FUNCTION timeline_enter_today(bigint[]) SET enable_seqscan = off SET jit = off;
ALTER FUNCTION timeline_enter_states(bigint[]) SET enable_seqscan = off SET jit = off;
"""
AS_PLANNED = """
ALTER FUNCTION timeline_enter_today(bigint[]) RESET ALL;
ALTER FUNCTION timeline_enter_states(bigint[]) RESET ALL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0009_enter_events_of_no_crisis"),
    ]

    operations = [migrations.RunSQL(INDEXES_ONLY, AS_PLANNED)]
