-- Who is registered and what each has proven. A phone or id number is kept twice at most, and never readable: as a keyed
-- fingerprint to find and compare it, and, while it has to be used, sealed for its owner alone.
create table account (
    id            uuid        primary key,                       -- subject of the token
    registered_at timestamptz not null,
    language      text        not null check (language in ('zh-CN', 'en'))
);

create table verification (
    id            uuid        primary key,
    account_id    uuid        not null references account,
    kind          text        not null check (kind in ('PHONE', 'REAL_NAME')),
    stage         text        not null check (stage in
                  ('NONE', 'CHALLENGED', 'ASKED', 'MANUAL_REVIEW', 'LOCKED', 'VERIFIED', 'EXPIRED', 'REFUSED')),
    tally_day     date        not null,
    tally_starts  int         not null check (tally_starts between 0 and 3),
    tally_codes   int         not null check (tally_codes between 0 and 5),
    subject       text        check (length(subject) = 64),      -- fingerprint of the phone or id number
    phone_sealed  bytea,
    id_last4      text        check (length(id_last4) = 4),
    code          text        check (length(code) = 64),         -- fingerprint of the code that was sent last
    code_sent_at  timestamptz,
    wrong_codes   int         not null default 0 check (wrong_codes between 0 and 4),
    request       uuid,                                          -- the question a provider was asked
    due_at        timestamptz,                                   -- end of the present stage
    verified_at   timestamptz,
    reason        text,
    unique (account_id, kind),
    check (stage <> 'CHALLENGED' or (subject is not null and code is not null and code_sent_at is not null)),
    check (stage = 'CHALLENGED' or code is null),
    check (stage not in ('ASKED', 'MANUAL_REVIEW') or (subject is not null and request is not null)),
    check (stage not in ('CHALLENGED', 'ASKED', 'MANUAL_REVIEW', 'LOCKED') or due_at is not null),
    check ((stage = 'VERIFIED') = (verified_at is not null)),
    check ((stage = 'REFUSED') = (reason is not null))
);
create unique index verification_by_request on verification (request) where request is not null;
create index verification_under_review on verification (due_at, id) where stage = 'MANUAL_REVIEW';

-- One phone, one person, one account. The primary key decides who was first.
create table identity_binding (
    kind        text        not null check (kind in ('PHONE', 'REAL_NAME')),
    fingerprint text        not null check (length(fingerprint) = 64),
    account_id  uuid        not null references account,
    bound_at    timestamptz not null,
    primary key (kind, fingerprint)
);
create index identity_binding_by_account on identity_binding (account_id, kind);

-- That an account tried to prove what another one has proven: a hint that one person is behind both.
create table identity_link (
    account_id       uuid        not null references account,
    bound_account_id uuid        not null references account,
    kind             text        not null check (kind in ('PHONE', 'REAL_NAME')),
    noticed_at       timestamptz not null,
    primary key (account_id, bound_account_id, kind)
);

-- A question that no provider has taken yet. The row goes as soon as one has: an id number is kept no longer than that.
create table real_name_question (
    verification_id  uuid  primary key references verification,
    account_id       uuid  not null,
    request          uuid  not null unique,
    name_sealed      bytea not null,
    id_number_sealed bytea not null
);

-- All that providers ever said, also what came twice, too late or unasked.
create table provider_answer (
    id              uuid        primary key,
    request         uuid        not null,
    verification_id uuid        references verification,
    answer          text        not null check (answer in ('MATCH', 'NO_MATCH', 'UNSURE')),
    effect          text        not null check (effect in ('MOVED', 'ALREADY_DONE', 'PARKED')),
    heard_at        timestamptz not null
);
create index provider_answer_by_request on provider_answer (request);
