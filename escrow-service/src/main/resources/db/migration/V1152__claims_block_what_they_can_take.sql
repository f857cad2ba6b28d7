-- A claim about one milestone keeps what that one has brought from being paid out, and nothing else of the order. A block that names
-- no milestone is about all the order has brought, or will bring.
alter table earning_block
    add column milestone_id uuid references milestone (id);

-- Whether a lot that an entry has made is what the milestone has brought: by its release, or as what came back of it, a reserve whose
-- time was over or a payout that no bank would take.
create function is_earned_by(entry uuid, amount bigint, available timestamptz, milestone uuid) returns boolean
language plpgsql stable as $$
declare
    made    ledger_entry;
    subject text;
begin
    select * into made from ledger_entry where id = entry;
    subject := split_part(made.operation_key, ':', 2);
    return case made.fact
        when 'RELEASED' then subject = milestone::text
        when 'RESERVE_RETURNED' then exists (
            select from earning_lot l
             where l.id = subject::uuid and is_earned_by(l.entry_id, l.amount_minor, l.available_at, milestone))
        when 'PAYOUT_VOIDED' then exists (
            select from ledger_entry e
                   join earning_use u on u.entry_id = e.id
                   join earning_lot l on l.id = u.lot_id
             where e.operation_key = 'PAYOUT_HELD:' || subject and u.amount_minor = amount and l.available_at = available
               and is_earned_by(l.entry_id, l.amount_minor, l.available_at, milestone))
        else false end;
end $$;

-- Claims of before block more than they need to.
update earning_block b set milestone_id = c.milestone_id
  from milestone_claim c where c.order_id = b.order_id and c.dispute_id = b.dispute_id;
update earning_lot l set blocked = exists (
        select from earning_block b
         where b.order_id = l.order_id and (b.milestone_id is null or is_earned_by(l.entry_id, l.amount_minor, l.available_at, b.milestone_id)))
 where l.order_id in (select order_id from milestone_claim);

-- As before, and what is blocked is what is claimed.
create or replace function require_milestone_claim() returns trigger language plpgsql as $$
declare
    claim milestone_claim;
begin
    select * into claim from milestone_claim where milestone_id = new.milestone_id;
    if not exists (select from milestone m
                    where m.id = claim.milestone_id and m.order_id = claim.order_id and m.state = 'RELEASED') then
        raise exception 'milestone % was not accepted', claim.milestone_id
            using errcode = 'check_violation', constraint = 'a_claim_is_about_what_was_accepted';
    end if;
    if claim.ruling_id is null
       and (not exists (select from earning_block b
                         where b.order_id = claim.order_id and b.dispute_id = claim.dispute_id
                           and b.milestone_id = claim.milestone_id)
            or exists (select from earning_lot l
                        where l.order_id = claim.order_id and not l.blocked
                          and is_earned_by(l.entry_id, l.amount_minor, l.available_at, claim.milestone_id))) then
        raise exception 'milestone % is claimed and its earnings may be paid out', claim.milestone_id
            using errcode = 'check_violation', constraint = 'what_is_claimed_is_not_paid_out';
    end if;
    if claim.ruling_id is not null
       and not exists (select from ruling_money r
                        where r.ruling_id = claim.ruling_id and r.milestone_id = claim.milestone_id
                          and r.dispute_id = claim.dispute_id and r.state = 'SETTLED') then
        raise exception 'the claim about milestone % is decided by nobody', claim.milestone_id
            using errcode = 'check_violation', constraint = 'a_claim_is_decided_by_a_ruling';
    end if;
    return null;
end $$;
