-- One dispute per milestone: it freezes that one, and its end divides the money of that one alone; the others go on.
alter table milestone
    add column dispute_id          uuid,
    add column frozen_since        timestamptz,
    add column freeze_extended     boolean not null default false,
    add column ruling_id           uuid,
    add column leg_buyer_minor     bigint  check (leg_buyer_minor >= 0),
    add column leg_seller_minor    bigint  check (leg_seller_minor >= 0),
    add column leg_platform_minor  bigint  check (leg_platform_minor >= 0),
    drop constraint milestone_state_check,
    add constraint milestone_state_check
        check (state in ('AWAITED', 'DELIVERED', 'FROZEN', 'RELEASED', 'REFUNDED', 'RULED', 'CLOSED')),
    add constraint frozen_milestone_was_delivered_and_disputed check (
        state not in ('FROZEN', 'RULED')
        or (dispute_id is not null and delivered_at is not null and auto_confirm_at is not null)),
    add constraint frozen_milestone_stands_still check (state <> 'FROZEN' or frozen_since is not null),
    -- Once frozen, only a ruling divides the money; what is divided is what was held, to the last unit.
    add constraint ruled_milestone_has_a_ruling check (
        case when state = 'RULED'
             then ruling_id is not null
                  and coalesce(leg_buyer_minor + leg_seller_minor + leg_platform_minor, -1) = price_minor + buyer_fee_minor
             else ruling_id is null and leg_buyer_minor is null and leg_seller_minor is null
                  and leg_platform_minor is null end);

-- A milestone goes forward only, but for one thing: a freeze that ends without a ruling leaves it delivered.
create or replace function guard_milestone() returns trigger language plpgsql as $$
begin
    if (new.id, new.order_id, new.number, new.title, new.price_minor, new.buyer_fee_minor, new.seller_fee_minor)
       is distinct from
       (old.id, old.order_id, old.number, old.title, old.price_minor, old.buyer_fee_minor, old.seller_fee_minor) then
        raise exception 'a milestone stays as it was agreed on' using errcode = 'restrict_violation';
    end if;
    if old.state in ('RELEASED', 'REFUNDED', 'RULED', 'CLOSED')
       or (old.state = 'AWAITED' and new.state in ('FROZEN', 'RULED'))
       or (old.state = 'DELIVERED' and new.state in ('AWAITED', 'REFUNDED', 'RULED'))
       or (old.state = 'FROZEN' and new.state in ('AWAITED', 'RELEASED', 'REFUNDED')) then
        raise exception 'milestone % is % and does not become %', old.id, old.state, new.state
            using errcode = 'restrict_violation';
    end if;
    if old.state = 'FROZEN' and new.state in ('FROZEN', 'RULED') and new.dispute_id <> old.dispute_id then
        raise exception 'milestone % is frozen by another dispute', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- Nothing is called ruled whose money has not moved; it moves once, whichever way.
create function require_division() returns trigger language plpgsql as $$
begin
    if (select count(*) from ledger_entry
         where operation_key in ('RELEASED:' || new.id, 'REFUNDED:' || new.id, 'SPLIT:' || new.id)) <> 1 then
        raise exception 'milestone % is ruled about and its money has not moved once', new.id
            using errcode = 'check_violation', constraint = 'ruled_milestone_is_booked';
    end if;
    return null;
end $$;
create constraint trigger ruled_milestone_is_booked after update on milestone
    deferrable initially deferred for each row
    when (new.state = 'RULED' and old.state <> 'RULED') execute function require_division();

-- A freeze is about the whole order, or about one milestone of it.
alter table order_freeze
    add column milestone_id uuid references milestone (id),
    add constraint a_milestone_is_frozen_by_a_dispute check (milestone_id is null or frozen_by = 'DISPUTE');
drop index one_open_dispute_per_order;
create unique index one_open_dispute_per_order on order_freeze (order_id)
    where frozen_by = 'DISPUTE' and ended_at is null and milestone_id is null;
create unique index one_open_dispute_per_milestone on order_freeze (milestone_id)
    where ended_at is null and milestone_id is not null;

-- Whoever disputes the whole rest disputes each milestone of it: never both at once.
create function require_one_matter() returns trigger language plpgsql as $$
begin
    if exists (select from order_freeze where order_id = new.order_id and frozen_by = 'DISPUTE' and ended_at is null
                                          and milestone_id is null)
       and exists (select from order_freeze where order_id = new.order_id and ended_at is null
                                              and milestone_id is not null) then
        raise exception 'order % is disputed as a whole and in part', new.order_id
            using errcode = 'check_violation', constraint = 'disputed_as_a_whole_or_in_parts';
    end if;
    return null;
end $$;
create constraint trigger disputed_as_a_whole_or_in_parts after insert on order_freeze
    deferrable initially deferred for each row execute function require_one_matter();

-- A milestone is frozen for a dispute, and moves on only when that has let it go.
create function require_milestone_freeze() returns trigger language plpgsql as $$
declare
    now_at milestone;
begin
    select * into now_at from milestone where id = new.id;
    if now_at.state = 'FROZEN' then
        if not exists (select from order_freeze
                        where milestone_id = now_at.id and order_id = now_at.order_id
                          and cause_id = now_at.dispute_id and ended_at is null) then
            raise exception 'nobody freezes milestone %', now_at.id
                using errcode = 'check_violation', constraint = 'milestone_frozen_for_somebody';
        end if;
    elsif exists (select from order_freeze where milestone_id = now_at.id and ended_at is null) then
        raise exception 'milestone % is still frozen', now_at.id
            using errcode = 'check_violation', constraint = 'milestone_frozen_by_somebody_still';
    end if;
    return null;
end $$;
create constraint trigger milestone_is_frozen after update on milestone deferrable initially deferred for each row
    when (old.state is distinct from new.state and 'FROZEN' in (old.state, new.state))
    execute function require_milestone_freeze();

-- The order itself moves on while a milestone of it is frozen.
create or replace function require_freeze() returns trigger language plpgsql as $$
declare
    now_at orders;
begin
    select * into now_at from orders where id = new.id;
    if now_at.stage = 'DISPUTED' then
        if not exists (select from order_freeze
                        where order_id = now_at.id and milestone_id is null and cause_id = now_at.dispute_id
                          and ended_at is null) then
            raise exception 'nobody freezes order %', now_at.id
                using errcode = 'check_violation', constraint = 'frozen_for_somebody';
        end if;
    elsif (now_at.claim_dispute is null or now_at.claim_ruling is not null)
          and exists (select from order_freeze where order_id = now_at.id and milestone_id is null and ended_at is null) then
        raise exception 'order % is still frozen', now_at.id
            using errcode = 'check_violation', constraint = 'frozen_by_somebody_still';
    end if;
    return null;
end $$;

-- The freeze of a milestone lasts longer only when two people have agreed to it, and once.
create function require_milestone_extension() returns trigger language plpgsql as $$
begin
    if not exists (select from approval
                    where kind = 'EXTEND_MILESTONE_FREEZE' and subject = new.order_id || '/' || new.number
                      and state = 'APPROVED' and decided_at >= new.frozen_since) then
        raise exception 'nobody has agreed to freeze milestone % for longer', new.id
            using errcode = 'check_violation', constraint = 'two_people_extend_a_freeze';
    end if;
    return null;
end $$;
create constraint trigger milestone_freeze_extended after update on milestone deferrable initially deferred for each row
    when (new.freeze_extended and not old.freeze_extended)
    execute function require_milestone_extension();

-- Rulings about several milestones have the money of one each.
alter table ruling_money add column milestone_id uuid references milestone (id);
drop index one_ruling_has_the_money;
create unique index one_ruling_has_the_money on ruling_money (order_id, milestone_id) nulls not distinct
    where state = 'FIXED';
create function guard_ruling_matter() returns trigger language plpgsql as $$
begin
    raise exception 'the money of ruling % stays that of its matter', old.ruling_id using errcode = 'restrict_violation';
end $$;
create trigger ruling_money_of_one_matter before update on ruling_money for each row
    when (old.state <> 'REFUSED' and new.milestone_id is distinct from old.milestone_id) execute function guard_ruling_matter();
