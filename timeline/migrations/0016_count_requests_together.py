from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0016_find_the_words_of_a_crisis"),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                ("client", models.CharField(max_length=90, primary_key=True, serialize=False)),
                ("minute", models.BigIntegerField(db_index=True)),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "Zahl der Anfragen",
                "verbose_name_plural": "Zahlen der Anfragen",
            },
        ),
        migrations.RunSQL("ALTER TABLE timeline_requestcount SET UNLOGGED", migrations.RunSQL.noop),
    ]
