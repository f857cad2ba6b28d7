-- What providers told us they moved, what their settlement files say they moved, and what came of comparing the two with
-- each other and with the ledger.
create table provider_movement (
    id               uuid        primary key,
    provider         text        not null,
    kind             text        not null check (kind in (
                                     'PAYMENT', 'REFUND', 'PAYOUT', 'CHARGEBACK', 'CHARGEBACK_RETURNED')),
    subject          uuid        not null,         -- the id under which we asked; of a chargeback, the payment
    reference        text        not null,         -- what the provider calls it
    operation_keys   text        not null,         -- under which the ledger would have it, separated by spaces
    amount_minor     bigint      not null check (amount_minor > 0),
    currency         text        not null,
    told_at          timestamptz not null,
    line_id          uuid        unique,           -- the line that says the same; one line, one movement
    missed_in        uuid                          -- the reconciliation that first found no line for it
);
create unique index provider_movement_once on provider_movement (provider, kind, subject)
    where kind in ('PAYMENT', 'REFUND', 'PAYOUT');
create unique index provider_movement_chargeback_once on provider_movement (provider, kind, reference)
    where kind in ('CHARGEBACK', 'CHARGEBACK_RETURNED');
create index provider_movement_reference on provider_movement (provider, kind, reference);
create index provider_movement_unmatched on provider_movement (provider, told_at) where line_id is null;

create table reconciliation (
    id             uuid        primary key,
    provider       text        not null,
    day            date        not null,           -- in the provider's own zone
    ends_at        timestamptz not null,           -- the instant at which that day is over
    status         text        not null check (status in ('WAITING', 'COMPARING', 'FINISHED', 'NO_FILE')),
    tries          int         not null default 0,
    try_at         timestamptz not null default clock_timestamp(), -- machine time
    matched        int         not null default 0,
    missing_here   int         not null default 0,
    missing_there  int         not null default 0,
    differing      int         not null default 0,
    finished_at    timestamptz,
    unique (provider, day),
    constraint finished_has_a_time check ((status = 'FINISHED') = (finished_at is not null))
);

create index reconciliation_unfinished on reconciliation (provider, day) where status in ('WAITING', 'COMPARING');

create table settlement_line (
    id                 uuid        primary key,    -- made from what identifies the line, so that a file read twice is read once
    reconciliation_id  uuid        not null references reconciliation (id),
    kind               text        not null,
    subject            uuid,
    reference          text        not null,
    amount_minor       bigint      not null check (amount_minor > 0),
    fee_minor          bigint      not null check (fee_minor >= 0),
    currency           text        not null,
    at                 timestamptz not null,
    outcome            text        check (outcome in ('MATCHED', 'MISSING_HERE', 'DIFFERING')),
    difference         text,                       -- a code: what differs
    ours_minor         bigint,
    constraint differing_says_what check ((outcome = 'DIFFERING') = (difference is not null))
);
create index settlement_line_unjudged on settlement_line (reconciliation_id, id) where outcome is null;
create index settlement_line_of_check on settlement_line (reconciliation_id, outcome);
