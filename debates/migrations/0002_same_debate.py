"""A claim can never hang under another debate's claim, not even by raw SQL.

Composite foreign keys: parent, link and author must be of the claim's own debate, so a mistake in
the code cannot show anything of one team inside another's debate.
"""

from django.db import migrations

KEYS = {
    "claim_parent_same_debate": ("parent_id", "debates_claim"),
    "claim_link_same_debate": ("links_to_id", "debates_claim"),
    "claim_author_same_debate": ("author_id", "debates_participant"),
}


def add(name: str, column: str, table: str) -> str:
    return (
        f"ALTER TABLE debates_claim ADD CONSTRAINT {name} FOREIGN KEY (debate_id, {column}) "
        f"REFERENCES {table} (debate_id, id) DEFERRABLE INITIALLY DEFERRED;"
    )


class Migration(migrations.Migration):
    dependencies = [("debates", "0001_initial")]
    operations = [
        migrations.RunSQL(
            sql=add(name, column, table),
            reverse_sql=f"ALTER TABLE debates_claim DROP CONSTRAINT {name};",
        )
        for name, (column, table) in KEYS.items()
    ]
