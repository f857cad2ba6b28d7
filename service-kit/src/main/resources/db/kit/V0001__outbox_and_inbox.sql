-- Events leave through outbox and arrive through inbox, both in the transaction of the state they belong to.
-- The column names of outbox are the defaults of Debezium's outbox event router, so that an operator may let Debezium
-- read the table in the relay's place.
create table outbox (
    position       bigint generated always as identity primary key, -- order of append; per aggregate the order of commit
    id             uuid        not null,                             -- CloudEvents id, and the key of every reader's inbox
    aggregatetype  text        not null,                             -- topic
    aggregateid    text        not null,                             -- record key
    type           text        not null,                             -- CloudEvents type
    payload        text        not null,                             -- JSON
    occurred_at    timestamptz not null,                             -- business time
    correlation_id text,
    causation_id   text,
    traceparent    text,
    created_at     timestamptz not null default clock_timestamp()    -- machine time, for the gauge of the oldest
);

-- Rows live for milliseconds. Vacuum by count and not by share, or the head of the index fills with dead entries.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
                        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 10000);

create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    handled_at  timestamptz not null default clock_timestamp(),
    primary key (consumer, event_id)
);
create index inbox_handled_at on inbox (handled_at);
