-- The money of rulings. It is fixed in one transaction and moved in another, and each of the two is written down with its answer,
-- so that a crash between them loses nothing and the same step asked for again is answered again.
create table ruling_money (
    ruling_id       uuid        primary key,
    dispute_id      uuid        not null,
    order_id        uuid        not null references orders (id),
    plan_version    int         not null check (plan_version > 0),
    outcome         text        not null check (outcome in ('BUYER', 'SELLER', 'SPLIT')),
    state           text        not null check (state in ('REFUSED', 'FIXED', 'SETTLED')),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    held_minor      bigint      not null check (held_minor >= 0),  -- nothing if the order had ended: then others make up the difference
    left_minor      bigint      check (left_minor >= 0),           -- of a refused one: what the buyer may still have
    buyer_minor     bigint      check (buyer_minor >= 0),
    seller_minor    bigint      check (seller_minor >= 0),
    platform_minor  bigint      check (platform_minor >= 0),
    refusal         text,
    made_good_by    text,
    decided_at      timestamptz not null,
    due_at          timestamptz,                                   -- when it should have moved; null while others have to do something first
    constraint refused_says_why check ((state = 'REFUSED') = (refusal is not null and left_minor is not null)),
    constraint split_has_legs check (
        (outcome <> 'SPLIT' and state = 'REFUSED')
        or (buyer_minor is not null and seller_minor is not null and platform_minor is not null)),
    -- What is divided is what is held.
    constraint legs_are_what_is_held check (
        state = 'REFUSED' or held_minor = 0 or buyer_minor + seller_minor + platform_minor = held_minor)
);
create index ruling_money_of_order on ruling_money (order_id, decided_at);
create index ruling_money_unpaid on ruling_money (due_at) where state <> 'SETTLED';
-- Fixed is fixed: nobody else has that money meanwhile.
create unique index one_ruling_has_the_money on ruling_money (order_id) where state = 'FIXED';

-- A ruling that has moved its money stays as it is; no other becomes one about another order.
create function guard_ruling_money() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state = 'SETTLED'
       or (new.ruling_id, new.dispute_id, new.order_id) <> (old.ruling_id, old.dispute_id, old.order_id)
       or new.plan_version < old.plan_version
       or (new.state = 'SETTLED' and (old.state <> 'FIXED'
           or (new.buyer_minor, new.seller_minor, new.platform_minor)
              <> (old.buyer_minor, old.seller_minor, old.platform_minor))) then
        raise exception 'the money of ruling % is fixed first, moved as it was fixed, and then stays', old.ruling_id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger ruling_money_guarded before update or delete on ruling_money
    for each row execute function guard_ruling_money();

-- The entries by which it has moved.
create table ruling_entry (
    ruling_id  uuid not null references ruling_money (ruling_id),
    entry_id   uuid not null,
    primary key (ruling_id, entry_id)
);
create trigger ruling_entry_append_only before update or delete or truncate on ruling_entry
    for each statement execute function refuse_change();

-- Steps that dispute-service has asked for, each answered once.
create table ruling_step (
    step_id       uuid        primary key,
    ruling_id     uuid        not null,
    step          text        not null check (step in ('FIX_MONEY', 'MOVE_MONEY')),
    plan_version  int         not null check (plan_version > 0),
    outcome       text        not null,
    answered_at   timestamptz not null
);
create index ruling_step_of_ruling on ruling_step (ruling_id);
create trigger ruling_step_append_only before update or delete or truncate on ruling_step
    for each statement execute function refuse_change();
