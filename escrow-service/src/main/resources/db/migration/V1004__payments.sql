-- Payments asked of a provider, refunds asked of it, and the messages it sent. A payment or refund is a row before the
-- provider hears of it, so that a crash between the two loses nothing and the ask can be repeated under the same id.
create table payment (
    id            uuid        primary key,
    order_id      uuid        not null references orders (id),
    provider      text        not null,
    method        text        not null,
    amount_minor  bigint      not null check (amount_minor > 0),
    currency      text        not null,
    status        text        not null check (status in ('PENDING', 'SUCCEEDED', 'DECLINED', 'RETURNING', 'RETURNED', 'PARKED')),
    reference     text,                            -- what the provider calls it
    decline_code  text,
    script        text,                            -- sandbox only: what its provider shall do
    asked_at      timestamptz not null
);
create unique index one_pending_payment_per_order on payment (order_id) where status = 'PENDING';
create unique index payment_by_reference on payment (provider, reference);
create index payment_of_order on payment (order_id, id);

create table refund (
    id            uuid        primary key,
    order_id      uuid        not null references orders (id),
    payment_id    uuid        not null references payment (id),
    amount_minor  bigint      not null check (amount_minor > 0),
    currency      text        not null,
    reason        text        not null,
    dispute_id    uuid,
    of_held_money boolean     not null,            -- false for a payment that never came to be held
    status        text        not null check (status in ('ASKED', 'SETTLED')),
    asked_at      timestamptz not null,
    settled_at    timestamptz,
    constraint settled_has_a_time check ((status = 'SETTLED') = (settled_at is not null))
);
-- A payment goes back once.
create unique index one_refund_per_payment on refund (payment_id);
create index refund_of_order on refund (order_id, id);

create table payment_message (
    provider     text        not null,
    message_id   text        not null,
    received_at  timestamptz not null,
    primary key (provider, message_id)
);
