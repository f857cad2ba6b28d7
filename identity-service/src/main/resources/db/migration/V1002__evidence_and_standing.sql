-- What accounts have done, and what that amounts to. Evidence is the truth and only ever grows; standing is computed from
-- it and may be emptied at any time.
create table evidence (
    id            uuid   primary key,
    account_id    uuid   not null,                               -- perhaps somebody who has not been seen here yet
    kind          text   not null check (kind in ('SALE', 'PURCHASE', 'ORDER_REFUNDED', 'SNAD')),
    happened_on   date   not null,
    counterparty  uuid   not null check (counterparty <> account_id),
    order_id      uuid   not null,
    weight_micros bigint not null check (weight_micros between 0 and 1000000),
    source_event  uuid   not null,
    unique (source_event, account_id, kind),
    unique (account_id, kind, order_id)
);

create function evidence_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'evidence is only ever added to';
end $$;
create trigger evidence_is_final before update or delete on evidence
    for each row execute function evidence_is_final();

create table standing (
    account_id        uuid        primary key references account,
    level             text        not null check (level in ('L0', 'L1', 'L2', 'L3')),
    score             int         not null check (score between 350 and 950),
    model_version     text        not null,
    factors           text        not null,                      -- JSON
    policy_version    text        not null,
    max_order_minor   bigint      not null check (max_order_minor >= 0),
    max_order_currency text       not null check (length(max_order_currency) = 3),
    publish_per_day   int         not null check (publish_per_day >= 0),
    payout_delay_days int         not null check (payout_delay_days >= 0),
    card              text        not null,                      -- JSON
    computed_at       timestamptz not null
);

-- The day on which a score is next worth a look although nothing happens. Each watch is the thing its timer guards.
create table score_watch (
    id         uuid primary key,
    account_id uuid not null unique references account
);
