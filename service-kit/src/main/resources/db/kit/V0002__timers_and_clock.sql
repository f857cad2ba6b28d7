-- A deadline is a row that is created and cancelled in the transaction of the state it guards.
create table timer (
    id        uuid        primary key,
    kind      text        not null,
    ref       uuid        not null,                  -- the thing it guards
    due_at    timestamptz not null,                  -- business time
    attempts  integer     not null default 0,
    retry_at  timestamptz,                           -- machine time, set when a handler failed
    unique (kind, ref)
);
create index timer_due on timer (due_at, id);

-- How far the sandbox's clock is ahead of the machine's. Empty outside the sandbox.
create table sandbox_clock (
    singleton     boolean primary key default true check (singleton),
    offset_millis bigint  not null check (offset_millis >= 0)
);
