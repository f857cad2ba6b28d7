-- A claim about a milestone lasts longer if two people agree to it, once, as a freeze does.
alter table milestone_claim add column extended boolean not null default false;

create or replace function guard_milestone_claim() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ruling_id is not null
       or (new.milestone_id, new.order_id, new.dispute_id, new.since)
          <> (old.milestone_id, old.order_id, old.dispute_id, old.since)
       or (new.ruling_id is null) = (new.extended = old.extended)
       or (old.extended and not new.extended) then
        raise exception 'a claim is only ever decided, or lasts longer' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create function require_claim_extension() returns trigger language plpgsql as $$
begin
    if not exists (select from approval a join milestone m on m.id = new.milestone_id
                    where a.kind = 'EXTEND_MILESTONE_FREEZE' and a.subject = new.order_id || '/' || m.number
                      and a.state = 'APPROVED' and a.decided_at >= new.since) then
        raise exception 'nobody has agreed that the claim about milestone % lasts longer', new.milestone_id
            using errcode = 'check_violation', constraint = 'two_people_extend_a_freeze';
    end if;
    return null;
end $$;
create constraint trigger milestone_claim_extended after update on milestone_claim deferrable initially deferred for each row
    when (new.extended and not old.extended) execute function require_claim_extension();
