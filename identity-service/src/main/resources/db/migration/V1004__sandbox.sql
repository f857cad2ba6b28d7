-- The outside parties as the sandbox plays them. Empty in any other installation.
create table sandbox_message (
    id          uuid        primary key,
    account_id  uuid        not null,
    phone       text        not null check (length(phone) = 64), -- fingerprint
    body_sealed bytea       not null,                            -- JSON of phone, text and code
    sent_at     timestamptz not null
);
create index sandbox_message_by_account on sandbox_message (account_id, id desc);
create index sandbox_message_by_phone on sandbox_message (phone, id desc);

create table sandbox_real_name_request (
    request uuid primary key,
    asks    int  not null check (asks > 0)                       -- how often it was asked
);

create table sandbox_real_name_answer (
    id      uuid primary key,                                    -- the thing its timer guards
    request uuid not null references sandbox_real_name_request,
    answer  text not null check (answer in ('MATCH', 'NO_MATCH', 'UNSURE'))
);
