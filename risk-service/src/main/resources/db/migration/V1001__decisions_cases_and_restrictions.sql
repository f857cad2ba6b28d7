-- Every decision with what it takes to explain and to repeat it; the cases in which people look at what a rule was not sure
-- of; the restrictions that follow, none of which can exist without its statement of reasons.

-- The text of every rule set that has ever decided here, so that its decisions can be repeated after it has gone.
create table policy (
    version  text        primary key,
    content  text        not null,
    kept_at  timestamptz not null
);

create table decision (
    decision_id       uuid        primary key,
    number            bigint      generated always as identity unique,  -- order of arrival; the last one about a thing holds
    event_id          uuid        not null,
    subject_kind      text        not null check (subject_kind in ('LISTING', 'ORDER')),
    subject_id        uuid        not null,
    account_id        uuid        not null,
    outcome           text        not null check (outcome in ('ALLOW', 'TIP', 'REVIEW', 'RESTRICT', 'BLOCK')),
    score             int         not null check (score >= 0),
    hits              jsonb       not null,
    policy_version    text        not null references policy (version),
    catalogue_version int         not null check (catalogue_version > 0),
    features          jsonb       not null,                              -- values that differ from their defaults
    text_hits         jsonb       not null,                              -- places only, no words of a person
    automated         boolean     not null,
    supersedes        uuid        unique references decision (decision_id),
    decided_by        uuid,
    occurred_at       timestamptz not null,                              -- of the event that was judged
    decided_at        timestamptz not null,
    -- A person decides only in the place of an earlier decision, and only a person does.
    check (automated = (decided_by is null)),
    check (automated = (supersedes is null))
);
-- However often a stream judges an event again, the first record stays.
create unique index decision_one_per_event on decision (event_id, subject_kind) where automated;
create index decision_by_subject on decision (subject_id, number desc);
create index decision_by_account on decision (account_id, number desc);

create table risk_case (
    id           uuid        primary key,
    subject_kind text        not null check (subject_kind in ('LISTING', 'ORDER', 'ACCOUNT')),
    subject_id   uuid        not null,
    account_id   uuid        not null,
    kind         text        not null check (kind ~ '^[A-Z][A-Z0-9_]*$'),
    state        text        not null check (state in ('OPEN', 'CLOSED')),
    opened_at    timestamptz not null,
    choice       text        check (choice in ('APPROVE', 'REJECT')),
    label        text        check (label in ('CONFIRMED', 'FALSE_POSITIVE', 'UNSURE')),
    note         text        check (length(note) <= 2000),
    decided_by   uuid,
    decided_at   timestamptz,
    check ((state = 'CLOSED') = (choice is not null)),
    check (num_nulls(choice, label, note, decided_by, decided_at) in (0, 5)),
    check (decided_by <> account_id),
    check (choice <> 'REJECT' or label <> 'FALSE_POSITIVE')
);
-- Alerts on one thing meet in one case, whoever is first.
create unique index risk_case_one_open on risk_case (subject_kind, subject_id, kind) where state = 'OPEN';
create index risk_case_by_state on risk_case (state, opened_at, id);

create table case_alert (
    case_id     uuid not null references risk_case (id),
    decision_id uuid not null references decision (decision_id),
    primary key (case_id, decision_id)
);
create index case_alert_by_decision on case_alert (decision_id);

create table statement (
    id             uuid        primary key,
    rule_id        text        not null,
    rule_version   int         not null check (rule_version > 0),
    policy_version text        not null references policy (version),
    automated      boolean     not null,
    text_key       text        not null,
    facts          jsonb       not null,
    appeal_until   timestamptz not null
);

create table restriction (
    id           uuid        primary key,
    account_id   uuid        not null,
    scope        text        not null check (scope in ('PUBLISH', 'CHAT', 'PAYOUT', 'WITHDRAW', 'BUY')),
    from_at      timestamptz not null,
    until_at     timestamptz not null check (until_at > from_at),
    case_id      uuid        not null references risk_case (id),
    statement_id uuid        not null unique references statement (id),
    state        text        not null check (state in ('ACTIVE', 'LIFTED')),
    lift_reason  text        check (lift_reason in ('EXPIRED', 'CASE_APPROVED')),
    lifted_at    timestamptz,
    check ((state = 'LIFTED') = (lifted_at is not null and lift_reason is not null))
);
create unique index restriction_one_active on restriction (account_id, scope) where state = 'ACTIVE';
create index restriction_by_account on restriction (account_id, from_at desc);
create index restriction_by_case on restriction (case_id);
