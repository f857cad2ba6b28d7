begin;
set local session_replication_role = replica;

-- Nor is the auditor to have frozen what it has found unsealed at the start of the service.
delete from ledger_freeze;

-- The sealer is not to seal what is there: its time is not what is measured.
update ledger_progress set below = ((pg_current_xact_id()::text)::bigint + 1)::text::xid8;
commit;
