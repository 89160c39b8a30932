"""Links in the words of claims are looked at: which claims have any, and which pages are gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("debates", "0027_words_by_trigger")]
    operations = [
        migrations.AddIndex(
            "claim",
            models.Index(
                fields=["debate"],
                condition=models.Q(text__contains="]("),
                name="claim_word_links",
            ),
        ),
        migrations.AddIndex(
            "linkcheck",
            models.Index(
                fields=["team"],
                condition=models.Q(state__in=("dead", "unreachable")),
                name="link_check_troubled",
            ),
        ),
    ]
