-- Several deliverables in one order, each with its own part of the price, its own acceptance and its own release.
alter table orders
    add column milestones  int     not null default 0 check (milestones = 0 or milestones between 2 and 20),
    add column agreed      boolean not null default true,
    drop constraint orders_stage_check,
    add constraint orders_stage_check check (stage in ('PLACED', 'AWAITING_PAYMENT', 'FUNDED', 'SHIPPED', 'INSPECTION',
        'IN_MILESTONES', 'ACCEPTED', 'RELEASED', 'DISPUTED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'CANCELLED')),
    drop constraint orders_stage_before_check,
    add constraint orders_stage_before_check
        check (stage_before in ('FUNDED', 'SHIPPED', 'INSPECTION', 'IN_MILESTONES')),
    drop constraint funded_since,
    add constraint funded_since check (stage not in ('FUNDED', 'IN_MILESTONES') or funded_at is not null),
    drop constraint shipped_ends,
    add constraint shipped_ends check (stage not in ('SHIPPED', 'IN_MILESTONES') or deliver_by is not null),
    add constraint only_milestones_are_in_milestones check (
        (stage <> 'IN_MILESTONES' or milestones > 0)
        and (stage not in ('FUNDED', 'SHIPPED', 'INSPECTION', 'ACCEPTED') or milestones = 0)),
    add constraint nobody_pays_for_milestones_before_the_seller_agrees
        check (agreed or stage in ('PLACED', 'CANCELLED')),
    drop constraint sent_has_a_shipment,
    add constraint sent_has_a_shipment
        check (stage in ('PLACED', 'AWAITING_PAYMENT', 'FUNDED', 'CANCELLED') or shipment_id is not null
               or (delivery = 'MEET' and stage <> 'SHIPPED') or milestones > 0);

create table milestone (
    id                uuid        primary key,
    order_id          uuid        not null references orders (id),
    number            int         not null check (number > 0),
    title             text        not null check (char_length(title) between 1 and 80),
    price_minor       bigint      not null check (price_minor > 0),
    buyer_fee_minor   bigint      not null check (buyer_fee_minor >= 0),
    seller_fee_minor  bigint      not null check (seller_fee_minor between 0 and price_minor),

    -- what is known by now; CLOSED is what a ruling about the whole order has ended
    state             text        not null default 'AWAITED'
                                  check (state in ('AWAITED', 'DELIVERED', 'RELEASED', 'REFUNDED', 'CLOSED')),
    delivered_at      timestamptz,
    auto_confirm_at   timestamptz,
    accepted_by       text        check (accepted_by in ('BUYER', 'TIMER')),
    accepted_at       timestamptz,

    constraint one_milestone_per_number unique (order_id, number),
    constraint delivered_milestone_ends
        check (state <> 'DELIVERED' or (delivered_at is not null and auto_confirm_at is not null)),
    constraint released_milestone_was_delivered_and_accepted check (
        (state = 'RELEASED') = (accepted_by is not null and accepted_at is not null)
        and (state <> 'RELEASED' or delivered_at is not null))
);

-- Together they are the order, to the last unit of price and fees: deferred, because they are written one after the other.
create function require_whole_order() returns trigger language plpgsql as $$
declare
    this_order uuid;
    whole      record;
    parts      record;
begin
    if tg_table_name = 'orders' then
        this_order := new.id;
    else
        this_order := new.order_id;
    end if;
    select milestones, price_minor, buyer_fee_minor, seller_fee_minor into whole from orders where id = this_order;
    select count(*) as milestones, coalesce(sum(price_minor), 0) as price_minor,
           coalesce(sum(buyer_fee_minor), 0) as buyer_fee_minor, coalesce(sum(seller_fee_minor), 0) as seller_fee_minor
      into parts from milestone where order_id = this_order;
    if parts.milestones <> whole.milestones
       or (whole.milestones > 0
           and (parts.price_minor, parts.buyer_fee_minor, parts.seller_fee_minor)
               <> (whole.price_minor, whole.buyer_fee_minor, whole.seller_fee_minor)) then
        raise exception 'the milestones of order % are not the order', this_order
            using errcode = 'check_violation', constraint = 'milestones_are_the_order';
    end if;
    return null;
end $$;

create constraint trigger milestones_are_the_order after insert on milestone
    deferrable initially deferred for each row execute function require_whole_order();
create constraint trigger order_is_its_milestones after insert on orders
    deferrable initially deferred for each row when (new.milestones > 0) execute function require_whole_order();

-- What was agreed on stays, and a milestone goes forward only: what has ended does not end again.
create function guard_milestone() returns trigger language plpgsql as $$
begin
    if (new.id, new.order_id, new.number, new.title, new.price_minor, new.buyer_fee_minor, new.seller_fee_minor)
       is distinct from
       (old.id, old.order_id, old.number, old.title, old.price_minor, old.buyer_fee_minor, old.seller_fee_minor) then
        raise exception 'a milestone stays as it was agreed on' using errcode = 'restrict_violation';
    end if;
    if old.state in ('RELEASED', 'REFUNDED', 'CLOSED') or (old.state = 'DELIVERED' and new.state in ('AWAITED', 'REFUNDED')) then
        raise exception 'milestone % is % and does not become %', old.id, old.state, new.state
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger milestone_guarded before update on milestone for each row execute function guard_milestone();
create trigger milestone_stays before delete or truncate on milestone
    for each statement execute function refuse_change();

-- Nothing is called released whose money has not moved; the key of the entry is unique, so that it moves once.
create function require_release() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from ledger_entry where operation_key = 'RELEASED:' || new.id) then
        raise exception 'milestone % is released and its money is not', new.id
            using errcode = 'check_violation', constraint = 'released_milestone_is_booked';
    end if;
    return null;
end $$;
create constraint trigger released_milestone_is_booked after update on milestone
    deferrable initially deferred for each row
    when (new.state = 'RELEASED' and old.state <> 'RELEASED') execute function require_release();

-- A plan takes off first what nobody has paid yet, and a milestone that is released is paid in full: one order has not both.
create function refuse_plan_for_milestones() returns trigger language plpgsql as $$
begin
    if exists (select 1 from orders where id = new.order_id and milestones > 0) then
        raise exception 'order % is delivered in milestones', new.order_id
            using errcode = 'check_violation', constraint = 'milestones_are_paid_at_once';
    end if;
    return new;
end $$;
create trigger milestones_are_paid_at_once before insert on instalment_plan
    for each row execute function refuse_plan_for_milestones();
