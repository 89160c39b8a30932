"""What the phases say of debates that are there already, and names that stay hidden.

The trigger is the last word: whatever the code does, a debate that has opened never goes back from
masks to names. The order is that of debates.models.Naming.
"""

from django.db import migrations

# A draft's opening date opens it from now on; until now it said when the draft was begun.
DRAFTS_SQL = "UPDATE debates_debate SET opens_at = NULL WHERE phase = 'draft'"
SINCE_SQL = """
UPDATE debates_debate SET phase_since = CASE
    WHEN phase = 'draft' THEN created_at
    WHEN phase = 'open' THEN opens_at
    ELSE coalesce(
        (SELECT max(at) FROM debates_activity a
         WHERE a.debate_id = debates_debate.id AND a.kind IN ('debate_closed', 'phase_changed')),
        closes_at, opens_at
    )
END
"""
NAMES_SQL = """
CREATE FUNCTION debates_keep_names_hidden() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a debate that has opened never shows again what it hid'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'debate_names_stay_hidden';
END
$$;
CREATE TRIGGER debate_names_stay_hidden BEFORE UPDATE OF naming ON debates_debate FOR EACH ROW
WHEN (
    OLD.phase <> 'draft'
    AND array_position(ARRAY['named', 'masked', 'unattributed'], NEW.naming::text)
        < array_position(ARRAY['named', 'masked', 'unattributed'], OLD.naming::text)
)
EXECUTE FUNCTION debates_keep_names_hidden();
"""
UNDO_NAMES_SQL = """
DROP TRIGGER debate_names_stay_hidden ON debates_debate;
DROP FUNCTION debates_keep_names_hidden();
"""


class Migration(migrations.Migration):
    dependencies = [("debates", "0015_debate_phases")]
    operations = [
        migrations.RunSQL(DRAFTS_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(SINCE_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(NAMES_SQL, UNDO_NAMES_SQL),
    ]
