-- A thing without meaning, for the tests of the shared mechanics.
create table thing (
    id    uuid primary key,
    seen  text not null default '',
    count integer not null default 0
);
create table fired (
    n      bigint generated always as identity primary key,
    kind   text not null,
    ref    uuid not null,
    due_at timestamptz not null,
    now    timestamptz not null
);
