"""Claims can be found by what they say, spelt and inflected as it may be.

Two columns the database itself keeps, so that no verb, import or raw SQL can leave them stale.
They are no fields of the model: nothing shows them, and no page has to read them.

- `plain`: the visible text in small letters without accents, for trigrams;
- `words`: its stems. A debate's language may change, a generated column cannot look at the debate:
  so the stems of all languages the site speaks stand here side by side, each language under a
  weight of its own (debates/models/search.py knows which).

Both extensions are trusted since PostgreSQL 13: the owner of a database may create them.
"""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# Links show their anchor and escapes their character, as in visible_text.py. The character classes
# exclude each other, so a text of brackets only costs no more than another one.
PLAIN = r"""
CREATE FUNCTION debates_plain(markdown text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, regexp_replace(
        regexp_replace(
            markdown,
            '\[((?:\\.|[^][\\])*)\]\((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*\)', '\1', 'g'
        ),
        '\\([!-/:-@[-`{-~])', '\1', 'g'
    )))
$$;
"""

COLUMNS = """
ALTER TABLE debates_claim
ADD COLUMN plain text GENERATED ALWAYS AS (debates_plain(text)) STORED,
ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.english', debates_plain(text)), 'A')
    || setweight(to_tsvector('pg_catalog.german', debates_plain(text)), 'B')
    || setweight(to_tsvector('pg_catalog.simple', debates_plain(text)), 'C')
) STORED;
"""

INDEXES = """
CREATE INDEX claim_plain ON debates_claim USING gin (plain public.gin_trgm_ops);
CREATE INDEX claim_words ON debates_claim USING gin (words);
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0007_thanks_and_bookmarks")]
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(PLAIN, "DROP FUNCTION debates_plain(text);"),
        migrations.RunSQL(
            COLUMNS, "ALTER TABLE debates_claim DROP COLUMN plain, DROP COLUMN words;"
        ),
        migrations.RunSQL(INDEXES, "DROP INDEX claim_plain, claim_words;"),
    ]
