-- What this service knows of sellers, from the events of others: what they may do, and what buyers see of them.
create table seller_rights (
    account_id      uuid        primary key,
    level           text        not null,
    publish_per_day int         not null check (publish_per_day >= 0),
    policy_version  text        not null,
    at              timestamptz not null
);

create table publish_restriction (
    restriction_id uuid        primary key,
    account_id     uuid        not null,
    statement_id   uuid,
    valid_from     timestamptz,
    valid_until    timestamptz,
    lifted_at      timestamptz
);
create index publish_restriction_of_account on publish_restriction (account_id) where lifted_at is null;

create table trust_card (
    account_id           uuid        primary key,
    level                text        not null,
    score_band           text        not null,
    badges               text        not null,                 -- joined by commas
    completed_sales      int         not null,
    positive_numerator   int,
    positive_denominator int,
    at                   timestamptz not null
);
