-- What people were told, and what must be known to tell it: their language, the sellers and whose a listing is.
create table notice (
    id           uuid        primary key,
    event_id     uuid        not null,                 -- the event it follows from
    account_id   uuid        not null,
    template     text        not null,
    subject_kind text        not null check (subject_kind in ('ORDER', 'DISPUTE', 'LISTING', 'RESTRICTION')),
    subject_id   uuid        not null,
    facts        jsonb       not null check (jsonb_typeof(facts) = 'object'),
    sent_at      timestamptz not null,
    read_at      timestamptz check (read_at >= sent_at),
    unique (event_id, account_id, template)            -- nobody is told the same thing twice, however often it is heard
);
create index notice_of_account on notice (account_id, sent_at desc, id desc);

create table person (
    account_id uuid primary key,
    language   text not null check (language in ('zh-CN', 'en'))
);

create table seller (
    account_id      uuid        primary key,
    level           smallint    not null check (level between 0 and 3),
    score           smallint    not null check (score between 350 and 950),
    completed_sales integer     not null check (completed_sales >= 0),
    member_since    date        not null,
    as_of           timestamptz not null               -- of two cards that arrive in any order the later one stays
);

create table listing_owner (
    listing_id uuid primary key,
    seller_id  uuid not null
);
