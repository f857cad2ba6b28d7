-- A listing with its stage, what is said of it, what was frozen of it, and for whom it is kept. The constraints repeat
-- what the types in the code say, so that a row which no stage could have written cannot exist.
create table listing (
    id                   uuid        primary key,
    seller_id            uuid        not null,
    stage                text        not null check (stage in
        ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'RESERVED', 'SOLD', 'REJECTED', 'HIDDEN', 'CLOSED')),
    version              bigint      not null check (version >= 1),
    category             text        not null,
    template_version     int         not null,
    title                text        not null check (length(title) between 1 and 200),
    description          text        not null check (length(description) <= 10000),
    fields               jsonb       not null,                 -- without the serial number
    serial_hmac          text        check (serial_hmac ~ '^[0-9a-f]{64}$'),
    serial_tail          text,
    price_minor          bigint      not null check (price_minor > 0),
    currency             text        not null check (currency ~ '^[A-Z]{3}$'),
    snapshot_hash        text        check (snapshot_hash ~ '^[0-9a-f]{64}$'),
    published_at         timestamptz,
    judged_version       bigint,
    reserved_order_id    uuid,
    reserved_buyer_id    uuid,
    hide_after           text,                                 -- why it is hidden once its order has ended
    sold_order_id        uuid,
    reasons              text,                                 -- of a rejection or of being hidden, joined by commas
    created_at           timestamptz not null,
    changed_at           timestamptz not null,
    check ((stage = 'RESERVED') = (reserved_order_id is not null)),
    check ((reserved_order_id is null) = (reserved_buyer_id is null)),
    check (stage not in ('PUBLISHED', 'RESERVED')
        or (snapshot_hash is not null and published_at is not null and judged_version is not null)),
    check (stage <> 'SOLD' or (sold_order_id is not null and snapshot_hash is not null)),
    check (stage not in ('REJECTED', 'HIDDEN') or reasons is not null)
);
create index listing_by_seller on listing (seller_id, id desc);

-- Photos of a listing. Those no longer shown stay, because a snapshot may name them.
create table photo (
    id           uuid        primary key,
    listing_id   uuid        not null references listing,
    role         text        not null,
    position     int         not null,
    shown        boolean     not null default true,
    sha256       text        not null,                         -- of the upload; also its place in the object store
    media_type   text        not null,
    width        int         not null,
    height       int         not null,
    size_bytes   bigint      not null,
    large_sha256 text        not null,                         -- renditions, written anew from the pixels
    small_sha256 text        not null,
    uploaded_at  timestamptz not null
);
create unique index photo_shown_once on photo (listing_id, role, sha256) where shown;
create index photo_of_listing on photo (listing_id, position);

-- What was on sale, under its hash. Never changed and never deleted, whatever happens to the listing.
create table snapshot (
    hash       text        primary key check (hash ~ '^[0-9a-f]{64}$'),
    listing_id uuid        not null references listing,
    version    bigint      not null,
    content    text        not null,
    taken_at   timestamptz not null
);
create index snapshot_of_listing on snapshot (listing_id, version);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger snapshot_is_immutable before update or delete on snapshot
    for each row execute function refuse_change();

create table price_change (
    id             bigint      generated always as identity primary key,
    listing_id     uuid        not null references listing,
    version        bigint      not null,
    previous_minor bigint      not null,
    price_minor    bigint      not null,
    currency       text        not null,
    changed_at     timestamptz not null,
    unique (listing_id, version)
);
create trigger price_change_is_immutable before update or delete on price_change
    for each row execute function refuse_change();

-- Which version an event that the risk service judges was about. Without a row here a verdict concerns nobody.
create table judged_event (
    event_id   uuid        primary key,
    listing_id uuid        not null references listing,
    seller_id  uuid        not null,
    version    bigint      not null,
    by_seller  boolean     not null,                           -- counts against the seller's daily limit
    said_at    timestamptz not null
);
create index judged_event_by_seller on judged_event (seller_id, said_at) where by_seller;
