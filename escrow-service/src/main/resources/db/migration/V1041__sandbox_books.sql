-- The books of the sandbox's payment provider, grown to a whole bank: what it has decided and when, what it has
-- reserved, what was pulled back, and the settlement file of each day.
alter table sandbox_payment
    add column capture        text        not null default 'AT_ONCE',
    add column state          text        not null default 'OPEN' check (state in (
                                  'OPEN', 'ACTION_REQUIRED', 'AUTHORISED', 'SUCCEEDED', 'DECLINED', 'ENDED')),
    add column decided_at     timestamptz,         -- from when the state may be told
    add column moved_minor    bigint      not null default 0,
    add column code           text,
    add column expires_at     timestamptz,
    add column lapsed         boolean     not null default false,
    add column challenge      text        unique,  -- the secret part of the page's address
    add column in_file        text        not null default 'AS_MOVED' check (in_file in (
                                  'AS_MOVED', 'ONE_SHORT', 'ABSENT', 'A_DAY_LATE')),
    add column refunds_fail   boolean     not null default false;

alter table sandbox_refund
    add column amount_minor   bigint,
    add column currency       text,
    add column state          text        not null default 'SUCCEEDED' check (state in ('SUCCEEDED', 'FAILED')),
    add column decided_at     timestamptz;

create table sandbox_chargeback (
    reference    text        primary key,
    timer        uuid        not null unique,
    payment_id   uuid        not null references sandbox_payment (payment_id),
    amount_minor bigint      not null,
    currency     text        not null,
    reason       text        not null,
    due_by       timestamptz not null,
    contest_id   uuid,
    evidence     text,
    won          boolean
);

create table sandbox_movement (
    id            uuid        primary key,
    kind          text        not null,
    subject       uuid        not null,
    reference     text        not null,
    amount_minor  bigint      not null,
    fee_minor     bigint      not null,
    currency      text        not null,
    at            timestamptz not null,
    listed_on     date        not null
);
create index sandbox_movement_of_day on sandbox_movement (listed_on, id);
