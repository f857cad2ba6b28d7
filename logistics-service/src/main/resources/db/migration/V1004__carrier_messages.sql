-- Messages of carriers as they came in, sealed, for 30 days: a message is answered as soon as it is here and read
-- afterwards, and one that was read wrongly can be read again. The key lets a repeated delivery do nothing.
create table carrier_message (
    id           uuid        primary key,              -- also the timer that has it read
    carrier      text        not null,
    message_id   text        not null check (length(message_id) between 1 and 200),
    body         bytea       not null,
    received_at  timestamptz not null,
    handled_at   timestamptz,
    outcome      text        check (outcome in ('READ', 'UNREADABLE')),
    unique (carrier, message_id),
    constraint handled_is_whole check ((handled_at is null) = (outcome is null))
);
create index carrier_message_received on carrier_message (received_at);
