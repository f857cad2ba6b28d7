-- A claim that waits is no history: it goes with its answer. So it is kept from being changed by a guard of its own, like a claim about
-- a milestone, and not by the rights of those tables that are only added to.
drop trigger seller_claim_waiting_stays on seller_claim_waiting;

create function guard_waiting_claim() returns trigger language plpgsql as $$
begin
    raise exception 'claim % waits as it was told', old.claim_id using errcode = 'restrict_violation';
end $$;
create trigger seller_claim_waits_as_told before update on seller_claim_waiting
    for each row execute function guard_waiting_claim();
create trigger seller_claim_waiting_kept before truncate on seller_claim_waiting
    for each statement execute function refuse_change();
