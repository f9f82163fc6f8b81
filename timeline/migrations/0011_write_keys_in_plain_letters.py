"""Keys lost the letter đ; the old ones stay as addresses that lead on."""

from django.db import migrations

RENAMED = (("zoran-in-ic", "zoran-dindic"), ("milo-ukanovic", "milo-dukanovic"))


def rename(apps, schema_editor):
    """Give the entries their keys, and let the old keys lead there."""
    Entity = apps.get_model("timeline", "Entity")
    for old, new in RENAMED:
        entity = Entity.objects.filter(key=old).first()
        if entity and not Entity.objects.filter(key=new).exists():
            Entity.objects.filter(pk=entity.pk).update(key=new)
            Entity.objects.create(key=old, kind=entity.kind, name=entity.name, is_checked=True, merged_into=entity)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0010_enter_events_by_indexes")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
