-- For which order an item is kept. The unique index is the second guard of "one item, one buyer": should the row lock on
-- the listing ever be forgotten, the database still refuses the second one. A sale keeps its row open for good.
-- An order that ended before it was heard of leaves a row without a beginning, so that its late wish is refused.
create table reservation (
    order_id      uuid        primary key,
    listing_id    uuid        not null,
    buyer_id      uuid,
    snapshot_hash text,
    reserved_at   timestamptz,
    ended_at      timestamptz,
    end_reason    text,
    check (reserved_at is not null or ended_at is not null),
    check ((ended_at is null) = (end_reason is null))
);
create unique index reservation_one_open on reservation (listing_id) where ended_at is null;

-- Facts of other services that the rules could not fit in, kept for a person to look at.
create table parked_fact (
    event_id   uuid        primary key,
    type       text        not null,
    listing_id uuid        not null,
    order_id   uuid,
    reason     text        not null,
    parked_at  timestamptz not null
);
