-- The books of the sandbox's payment provider, grown to a whole bank: what it has decided and from when that may be told,
-- what it has reserved, what was pulled back. Its settlement file of a day is read from them.
alter table sandbox_payment
    add column capture        text        not null default 'AT_ONCE',
    add column state          text        not null default 'OPEN' check (state in (
                                  'UNHEARD', 'OPEN', 'ACTION_REQUIRED', 'AUTHORISED', 'SUCCEEDED', 'DECLINED', 'ENDED')),
    add column decided_at     timestamptz,         -- from when the state may be told; none while it is open
    add column moved_minor    bigint      not null default 0,
    add column code           text,
    add column expires_at     timestamptz,
    add column lapsed         boolean     not null default false,
    add column challenge      text        unique,  -- the secret part of the address of the page
    add column in_file        text        not null default 'AS_MOVED' check (in_file in (
                                  'AS_MOVED', 'ONE_SHORT', 'ABSENT', 'A_DAY_LATE')),
    add column refunds_fail   boolean     not null default false;

alter table sandbox_refund
    add column amount_minor   bigint      not null default 0,
    add column currency       text        not null default 'CNY',
    add column state          text        not null default 'SUCCEEDED' check (state in ('SUCCEEDED', 'FAILED'));

create table sandbox_chargeback (
    id           uuid        primary key,          -- its timer has the same
    reference    text        not null unique,
    payment_id   uuid        not null references sandbox_payment (payment_id),
    amount_minor bigint      not null,
    currency     text        not null,
    reason       text        not null,
    opened_at    timestamptz not null,
    due_by       timestamptz not null,
    evidence     text,                             -- as it was handed in
    decided_at   timestamptz,
    won          boolean
);
create index sandbox_chargeback_of_payment on sandbox_chargeback (payment_id);
