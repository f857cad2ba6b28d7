-- The first answer to every request that carried an Idempotency-Key, written by the transaction that made it, so that an
-- answer exists exactly when its effect does. A repeat is compared by the hash of the request and given this answer.
create table idempotent_answer (
    subject      text        not null,
    key          text        not null check (length(key) between 1 and 128),
    request_hash text        not null check (length(request_hash) = 64),
    status       int         not null check (status between 200 and 499),
    headers      text        not null,
    body         text,
    answered_at  timestamptz not null,
    primary key (subject, key)
);

-- The daily purge walks by age.
create index idempotent_answer_by_age on idempotent_answer (answered_at);
