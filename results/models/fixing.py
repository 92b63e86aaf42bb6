"""SQL of the triggers that hold what was sent: evidence, and never changed."""

from core.erasure.triggers import unless_erased

DECISION = """
text[] := '{accepted_at,accepted_by_id,returned_at,returned_by_id,return_reason,returned_rows}'
""".strip()
WORDS = ("reason", "strengths", "shortcomings", "causes", "proposals", "return_reason")

# Once sent, a revision is evidence: its words stay, and a decision about it is written once.
REVISION_FIXED = f"""
IF TG_OP = 'DELETE' THEN
    IF OLD.submitted_at IS NOT NULL THEN
        RAISE EXCEPTION 'revision % was submitted', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_fixed';
    END IF;
    RETURN OLD;
END IF;
IF OLD.submitted_at IS NOT NULL AND (
    to_jsonb(OLD) - decision <> to_jsonb(NEW) - decision
    OR OLD.accepted_at IS NOT NULL OR OLD.returned_at IS NOT NULL
) THEN
    {unless_erased(*WORDS, "row_version")}
    RAISE EXCEPTION 'revision % was submitted', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_fixed';
END IF;
RETURN NEW;
"""


def fixed_once_sent(thing: str, *erasable: str) -> str:
    """Of a row beside a revision: once that was sent, it is neither added, changed nor removed.

    The share lock makes a sending wait for rows being written, and a writer see a sending that
    came first. A removal that is allowed returns here; the trigger goes on with the others.
    """
    return f"""PERFORM 1 FROM results_revision
    WHERE id IN (OLD.revision_id, NEW.revision_id) FOR SHARE;
IF EXISTS (
    SELECT 1 FROM results_revision
    WHERE id IN (OLD.revision_id, NEW.revision_id) AND submitted_at IS NOT NULL
) THEN
    {unless_erased(*erasable)}
    RAISE EXCEPTION 'the {thing} belongs to a submitted revision'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{thing}_fixed';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
"""  # noqa: S608 - made of constants
