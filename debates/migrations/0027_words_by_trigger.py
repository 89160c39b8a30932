"""What claims are found by is kept by a trigger: whoever copies a claim may take it along.

Making the stems of a claim in every language takes longer than writing all the rest of it.
Generated columns make them again for every copy, and can be given nothing. What is kept, and when
it changes, stays as it was (0008): whoever writes a claim's words gets what belongs to them, and
whoever changes them, or what belongs to them, too. Only a new row may bring both, as copying does.
"""

from django.db import migrations

TAKE_OVER = """
ALTER TABLE debates_claim ALTER COLUMN plain DROP EXPRESSION, ALTER COLUMN words DROP EXPRESSION;
CREATE FUNCTION debates_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.plain := debates_plain(NEW.text);
    NEW.words := setweight(to_tsvector('pg_catalog.english', NEW.plain), 'A')
        || setweight(to_tsvector('pg_catalog.german', NEW.plain), 'B')
        || setweight(to_tsvector('pg_catalog.simple', NEW.plain), 'C');
    RETURN NEW;
END
$$;
CREATE TRIGGER claim_words_of_new BEFORE INSERT ON debates_claim FOR EACH ROW
WHEN (NEW.plain IS NULL OR NEW.words IS NULL) EXECUTE FUNCTION debates_keep_words();
CREATE TRIGGER claim_words_of_changed BEFORE UPDATE ON debates_claim FOR EACH ROW
WHEN ((OLD.text, OLD.plain, OLD.words) IS DISTINCT FROM (NEW.text, NEW.plain, NEW.words))
EXECUTE FUNCTION debates_keep_words();
"""
# A column cannot become a generated one, so both are made again, with their indexes.
GIVE_BACK = """
DROP TRIGGER claim_words_of_new ON debates_claim;
DROP TRIGGER claim_words_of_changed ON debates_claim;
DROP FUNCTION debates_keep_words();
ALTER TABLE debates_claim DROP COLUMN plain, DROP COLUMN words;
ALTER TABLE debates_claim
ADD COLUMN plain text GENERATED ALWAYS AS (debates_plain(text)) STORED,
ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.english', debates_plain(text)), 'A')
    || setweight(to_tsvector('pg_catalog.german', debates_plain(text)), 'B')
    || setweight(to_tsvector('pg_catalog.simple', debates_plain(text)), 'C')
) STORED;
CREATE INDEX claim_plain ON debates_claim USING gin (plain public.gin_trgm_ops);
CREATE INDEX claim_words ON debates_claim USING gin (words);
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0026_debate_copies")]
    operations = [migrations.RunSQL(TAKE_OVER, GIVE_BACK)]
