-- Orders, one row each, and every transition they made.
-- The stages are types in Java; here each stage is held to the facts it cannot be without, so that no writer, ours or
-- another, leaves an order that the code could not read, or one whose money has gone without a ground.
create table orders (
    id                   uuid        primary key,
    version              bigint      not null,
    stage                text        not null check (stage in ('PLACED', 'AWAITING_PAYMENT', 'FUNDED', 'SHIPPED',
                                     'INSPECTION', 'ACCEPTED', 'RELEASED', 'DISPUTED', 'REFUNDED', 'CANCELLED')),

    -- the agreement, which never changes
    listing_id           uuid        not null,
    buyer_id             uuid        not null,
    seller_id            uuid        not null,
    delivery_address_id  uuid        not null,
    snapshot_hash        text        not null check (snapshot_hash ~ '^[0-9a-f]{64}$'),
    placed_at            timestamptz not null,
    terms_version        text        not null,
    fee_version          text        not null,
    currency             text        not null check (currency ~ '^[A-Z]{3}$'),
    price_minor          bigint      not null check (price_minor > 0),
    buyer_fee_minor      bigint      not null check (buyer_fee_minor >= 0),
    seller_fee_minor     bigint      not null check (seller_fee_minor between 0 and price_minor),
    answer_within_s      bigint      not null check (answer_within_s > 0),
    review_within_s      bigint      not null check (review_within_s > 0),
    pay_within_s         bigint      not null check (pay_within_s > 0),
    ship_within_s        bigint      not null check (ship_within_s > 0),
    confirm_within_s     bigint      not null check (confirm_within_s > 0),
    notice_at_least_s    bigint      not null check (notice_at_least_s > 0),

    -- what is known by now
    reserved             boolean     not null default false,
    screening            text        not null default 'WAITING' check (screening in ('WAITING', 'IN_REVIEW', 'ALLOWED')),
    answer_due_at        timestamptz,
    payment_due_at       timestamptz,
    payment_id           uuid,
    ship_by              timestamptz,
    announced_shipment   uuid,
    shipment_id          uuid,
    delivered_at         timestamptz,
    auto_confirm_at      timestamptz,
    accepted_by          text        check (accepted_by in ('BUYER', 'TIMER')),
    accepted_at          timestamptz,
    dispute_id           uuid,
    ruling_id            uuid,
    cancel_reason        text,
    cancel_detail        text,

    constraint no_self_dealing check (buyer_id <> seller_id),
    constraint placed_waits check (stage <> 'PLACED' or answer_due_at is not null),
    constraint nobody_pays_before_both_answers
        check (stage in ('PLACED', 'CANCELLED') or (reserved and screening = 'ALLOWED')),
    constraint awaiting_payment_ends check (stage <> 'AWAITING_PAYMENT' or payment_due_at is not null),
    constraint money_has_a_payment
        check (stage in ('PLACED', 'AWAITING_PAYMENT', 'CANCELLED') or payment_id is not null),
    constraint funded_ends check (stage <> 'FUNDED' or ship_by is not null),
    constraint sent_has_a_shipment
        check (stage in ('PLACED', 'AWAITING_PAYMENT', 'FUNDED', 'CANCELLED') or shipment_id is not null),
    constraint inspection_ends
        check (stage <> 'INSPECTION' or (delivered_at is not null and auto_confirm_at is not null)),
    constraint disputed_names_the_dispute check (stage <> 'DISPUTED' or (dispute_id is not null and ruling_id is null)),
    -- Once frozen, only a ruling releases; never frozen, only an acceptance does.
    constraint release_has_a_ground check (
        stage not in ('ACCEPTED', 'RELEASED')
        or case when dispute_id is null then accepted_by is not null and accepted_at is not null
                else ruling_id is not null end),
    constraint refund_has_a_ruling check (stage <> 'REFUNDED' or (dispute_id is not null and ruling_id is not null)),
    constraint cancelled_says_why check ((stage = 'CANCELLED') = (cancel_reason is not null))
);
create index orders_of_buyer on orders (buyer_id, id desc);
create index orders_of_seller on orders (seller_id, id desc);

create table order_transition (
    order_id    uuid        not null references orders (id),
    number      int         not null check (number > 0),
    from_stage  text,                              -- absent for the first
    to_stage    text        not null,
    actor       text        not null,
    actor_id    uuid,                              -- the person, where one acted
    reason      text        not null,              -- the command
    detail      text,
    at          timestamptz not null,
    primary key (order_id, number)
);

-- History is told once: what is written here is neither corrected nor removed.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

create trigger order_transition_append_only before update or delete or truncate on order_transition
    for each statement execute function refuse_change();
