-- What can be found. The words are made by the service, because PostgreSQL's own parser takes a run of Chinese signs for
-- one word. Without fastupdate, or now and then one insert would pay for all that were put off.
create table listing_search (
    listing_id   uuid        primary key references listing,
    seller_id    uuid        not null,
    words        tsvector    not null,
    category     text        not null,
    brand        text        not null,                         -- lower case, folded by the service
    grade        text        not null,
    price_minor  bigint      not null,
    published_at timestamptz not null
);
create index listing_search_words on listing_search using gin (words) with (fastupdate = off);
create index listing_search_newest on listing_search (published_at desc, listing_id desc);
create index listing_search_seller on listing_search (seller_id);
