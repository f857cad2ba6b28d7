-- What we know of listings and accounts, built from their events alone, so that placing an order asks nobody; and facts
-- nobody could act on, kept for a person.
create table offered_listing (
    listing_id     uuid    primary key,
    seller_id      uuid    not null,
    availability   text    not null check (availability in ('ON_SALE', 'RESERVED', 'HIDDEN', 'SOLD', 'CLOSED')),
    price_minor    bigint  not null check (price_minor >= 0),
    currency       text    not null,
    snapshot_hash  text    not null,
    version        int     not null
);

create table buyer_rights (
    account_id       uuid        primary key,
    max_order_minor  bigint      not null check (max_order_minor >= 0),
    currency         text        not null,
    policy_version   text        not null,
    changed_at       timestamptz not null
);

create table parked_fact (
    id         uuid        primary key,
    source     text        not null,               -- who told us
    subject    text        not null,               -- what it was about, by its own id
    order_id   uuid,
    reason     text        not null,               -- a code: why nobody could act on it
    detail     text        not null,
    parked_at  timestamptz not null
);
create index parked_fact_of_order on parked_fact (order_id);
