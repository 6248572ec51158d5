"""Rules that span tables, as PL/pgSQL bodies of triggers, and the sentences they are refused with.

Each refusal names itself with ``CONSTRAINT``; ``MESSAGES`` says it to people. A rule that reads another
row locks it first, so that two transactions at once cannot both be right.
"""

from django.utils.translation import gettext_lazy as _

from cases.enums import DEPARTED_TRANSFERS, OPEN_TRANSFERS, ExportOutcome

MESSAGES = {
    "passenger_fixed_after_departure": _("The transfer has departed; its list can no longer be changed."),
    "passenger_list_is_closed": _("This transfer was cancelled; its list can no longer be changed."),
    "passenger_travelled_means_departed": _("Nobody has travelled before the transfer departed."),
    "transfer_stays_departed": _("A transfer that has departed stays departed."),
    "passenger_all_marked": _("Mark for everybody on the list whether they travelled."),
    "decision_not_before_claim": _("A decision cannot be earlier than its claim."),
    "export_waits_for_a_second": _("A second person has not approved this export."),
    "handover_after_departure": _("A handover comes after the departure, and only for those who travelled."),
    "erasure_is_not_waiting": _("This erasure does not wait for an answer any more."),
    "erasure_needs_a_second": _("A second person confirms the erasure of a file."),
    "erasure_lapsed": _("The time to confirm this erasure is over; it has to be asked for anew."),
    "erasure_file_changed": _(
        "The file was changed after its erasure was asked for; it has to be asked for anew."
    ),
    "erasure_on_hold": _("The file is on legal hold: nothing of it can be erased."),
    "erasure_while_on_a_list": _(
        "Somebody of this file is on the list of an open transfer; take them off first."
    ),
    "erasure_while_offered": _("The case is offered to another office; take the offer back first."),
    "erasure_of_a_parent": _("This person is the parent or carer of another child on file."),
    "erased_file_stays_erased": _("This file was erased."),
    "erased_by_two_only": _("A file is erased by two people, and by no other way."),
}


def _codes(values):
    return ", ".join(f"'{value}'" for value in values)


def _refuse(name):
    # English and without data: the page takes its sentence from MESSAGES.
    return (
        f"RAISE EXCEPTION 'refused by rule {name}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"
    )


CHILD_TAKES_OFFICE_OF_PERSON = """
    SELECT office_id INTO STRICT NEW.office_id FROM cases_person WHERE id = NEW.person_id FOR SHARE;
    RETURN NEW;
"""

CHILD_FOLLOWS_PERSON_TO_OFFICE = """
    UPDATE cases_child SET office_id = NEW.office_id
     WHERE person_id = NEW.id AND office_id <> NEW.office_id;
    RETURN NULL;
"""

# Whoever asked is read from the export, so that nobody can approve the own one by writing another name here.
APPROVAL_IS_ASKED_BY_THE_MAKER = """
    SELECT made_by_id INTO STRICT NEW.asked_by_id FROM cases_numberedexport WHERE id = NEW.export_id;
    RETURN NEW;
"""

EXPORT_WAITS_FOR_A_SECOND = f"""
    PERFORM 1 FROM cases_exportapproval
      WHERE export_id = NEW.export_id AND outcome <> '{ExportOutcome.APPROVED}' FOR SHARE;
    IF FOUND THEN {_refuse("export_waits_for_a_second")} END IF;
    RETURN NEW;
"""  # nosec B608

DECISION_NOT_BEFORE_CLAIM = f"""
    PERFORM 1 FROM cases_nationality
      WHERE id = NEW.nationality_id AND claimed_date > NEW.decided_date FOR UPDATE;
    IF FOUND THEN {_refuse("decision_not_before_claim")} END IF;
    PERFORM 1 FROM cases_nationality WHERE id = NEW.nationality_id FOR UPDATE;
    RETURN NEW;
"""

CLAIM_NOT_AFTER_ITS_DECISIONS = f"""
    IF EXISTS (SELECT 1 FROM cases_claimdecision
                WHERE nationality_id = NEW.id AND decided_date < NEW.claimed_date) THEN
        {_refuse("decision_not_before_claim")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 # nosec B608

CLAIM_TAKES_LATEST_DECISION = """
    claim_id := CASE WHEN TG_OP = 'DELETE' THEN OLD.nationality_id ELSE NEW.nationality_id END;
    UPDATE cases_nationality SET status = latest.status
      FROM (SELECT COALESCE((SELECT status FROM cases_claimdecision WHERE nationality_id = claim_id
                              ORDER BY decided_date DESC, id DESC LIMIT 1), 'unassessed') AS status) AS latest
     WHERE cases_nationality.id = claim_id AND cases_nationality.status <> latest.status;
    RETURN NULL;
"""

# The lock on the transfer makes adding somebody and departing wait for one another.
PASSENGER_FIXED_AFTER_DEPARTURE = f"""
    SELECT status INTO transfer_status FROM cases_transferbatch
     WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.transfer_id ELSE NEW.transfer_id END FOR SHARE;
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'is_open' = to_jsonb(OLD) - 'is_open' AND pg_trigger_depth() > 1 THEN
            RETURN NEW;
        END IF;
        IF NEW.transfer_id <> OLD.transfer_id THEN {_refuse("passenger_fixed_after_departure")} END IF;
    END IF;
    IF transfer_status IN ({_codes(DEPARTED_TRANSFERS)}) THEN
        {_refuse("passenger_fixed_after_departure")}
    END IF;
    IF transfer_status NOT IN ({_codes(OPEN_TRANSFERS)}) THEN
        {_refuse("passenger_list_is_closed")}
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    NEW.is_open := NEW.result <> 'not_travelled';
    RETURN NEW;
"""  # noqa: S608 # nosec B608

TRAVELLED_MEANS_DEPARTED = f"""
    PERFORM 1 FROM cases_passenger AS listed JOIN cases_transferbatch AS batch ON batch.id = listed.transfer_id
      WHERE listed.id = NEW.id AND listed.result = 'travelled'
        AND batch.status NOT IN ({_codes(DEPARTED_TRANSFERS)});
    IF FOUND THEN {_refuse("passenger_travelled_means_departed")} END IF;
    RETURN NULL;
"""

TRANSFER_SETTLES_PASSENGERS = f"""
    IF OLD.status IN ({_codes(DEPARTED_TRANSFERS)}) AND NEW.status NOT IN ({_codes(DEPARTED_TRANSFERS)}) THEN
        {_refuse("transfer_stays_departed")}
    END IF;
    IF NEW.status IN ({_codes(DEPARTED_TRANSFERS)}) AND EXISTS (
        SELECT 1 FROM cases_passenger WHERE transfer_id = NEW.id AND result = 'pending') THEN
        {_refuse("passenger_all_marked")}
    END IF;
    UPDATE cases_passenger SET is_open = (NEW.status IN ({_codes(OPEN_TRANSFERS)}) AND result <> 'not_travelled')
     WHERE transfer_id = NEW.id
       AND is_open <> (NEW.status IN ({_codes(OPEN_TRANSFERS)}) AND result <> 'not_travelled');
    RETURN NULL;
"""  # noqa: S608 # nosec B608

HANDOVER_AFTER_DEPARTURE = f"""
    SELECT batch.departed_at, listed.result INTO left_at, how
      FROM cases_passenger AS listed JOIN cases_transferbatch AS batch ON batch.id = listed.transfer_id
     WHERE listed.id = NEW.passenger_id FOR SHARE OF batch;
    IF how IS DISTINCT FROM 'travelled' OR left_at IS NULL OR NEW.handed_over_at < left_at THEN
        {_refuse("handover_after_departure")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 # nosec B608

# Whoever sets a hold and whoever erases wait for one another at the row of the file.
HOLD_OF_A_FILE = f"""
    PERFORM 1 FROM cases_child WHERE id = NEW.child_id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM cases_child WHERE id = NEW.child_id AND erased_at IS NOT NULL) THEN
        {_refuse("erased_file_stays_erased")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 # nosec B608

# The function that erases (cases/models/erasing.py) works with the owner's rights; nobody else marks a row so.
# This one works with the rights of whoever calls, or it could not tell (cases/models/grants.py).
ERASED_BY_TWO = f"""
    IF NEW.erased_at IS DISTINCT FROM OLD.erased_at AND (current_user = session_user OR OLD.erased_at IS NOT NULL) THEN
        {_refuse("erased_by_two_only")}
    END IF;
    RETURN NEW;
"""

# A key is taken away by removing its row or, as a rule, by emptying it; wrapping it anew takes nothing. What was merged
# into a file on hold is held with it.
KEY_IS_HELD = f"""
    IF TG_OP = 'UPDATE' AND length(NEW.wrapped) > 0 THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM cases_legalhold AS hold JOIN cases_child AS held ON held.id = hold.child_id
                WHERE (held.id IN (OLD.child_id, (SELECT merged_into_id FROM cases_child WHERE id = OLD.child_id))
                       OR held.person_id IN
                          (OLD.person_id, (SELECT merged_into_id FROM cases_person WHERE id = OLD.person_id)))
                  AND hold.lifted_at IS NULL
                  AND (hold.until_date IS NULL OR hold.until_date >= CURRENT_DATE)) THEN
        {_refuse("erasure_on_hold")}
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""  # noqa: S608 # nosec B608
