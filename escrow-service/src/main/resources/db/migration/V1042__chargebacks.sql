-- Payments that the buyer's bank has pulled back: one case each, until the bank has decided.
create table chargeback (
    id             uuid        primary key,
    provider       text        not null,
    reference      text        not null,           -- what the provider calls it
    payment_id     uuid        not null references payment (id),
    order_id       uuid        not null references orders (id),
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       text        not null,
    reason         text        not null,
    opened_at      timestamptz not null,
    due_by         timestamptz not null,
    status         text        not null check (status in ('OPEN', 'CONTESTED', 'WON', 'LOST')),
    frozen         text        not null check (frozen in ('HELD', 'EARNINGS', 'NOTHING')),
    evidence       text,                           -- the bundle as it was handed in, JSON
    contested_at   timestamptz,
    closed_at      timestamptz,
    unique (provider, reference),
    constraint contested_with_evidence check (status <> 'CONTESTED' or (evidence is not null and contested_at is not null)),
    constraint closed_has_a_time check ((status in ('WON', 'LOST')) = (closed_at is not null))
);
create index chargeback_of_payment on chargeback (payment_id);
