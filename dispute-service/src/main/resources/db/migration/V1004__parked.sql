-- Facts that are true and do not fit the stage of the dispute they are about. They wait for a person; trying them again
-- would not make them fit.
create table parked_fact (
    id          uuid        primary key,
    event_id    uuid        not null,
    event_type  text        not null,
    dispute_id  uuid        not null,               -- perhaps of no dispute we know
    order_id    uuid        not null,
    stage       text,                               -- the dispute's stage then; absent if we know no such dispute
    parked_at   timestamptz not null
);
create index parked_fact_of_dispute on parked_fact (dispute_id);
