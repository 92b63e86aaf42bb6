"""The one door in rows that never change: open in the transaction that carries out an erasure."""

import pgtrigger

UNDER_WAY = """
EXISTS (SELECT FROM erasure_erasurerequest WHERE done_in = pg_current_xact_id()::text::bigint)
"""


def unless_erased(*columns: str) -> str:
    """SQL of a trigger on UPDATE: lets through what changes nothing but these columns.

    Only while a request that two people made and confirmed is carried out; it stands before the
    refusal, so that ordinary writing never asks for it.
    """
    names = "'{" + ",".join(columns) + "}'::text[]"
    return f"""
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - {names} = to_jsonb(NEW) - {names}
        AND {UNDER_WAY.strip()} THEN
        RETURN NEW;
    END IF;
    """


def kept_unless_erased(name: str, *columns: str, operation) -> pgtrigger.Trigger:
    """A row that stays as it was written, except that these columns of it can be erased."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        func=f"""{unless_erased(*columns)}
    RAISE EXCEPTION 'row % never changes', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    """,
    )
