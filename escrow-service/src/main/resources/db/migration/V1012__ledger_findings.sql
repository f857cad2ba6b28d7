-- What the auditor has found wrong with the books, and what is frozen until two people of finance have agreed what to do.
create table ledger_finding (
    id           uuid        primary key,
    code         text        not null,
    fingerprint  text        not null constraint found_once unique,  -- the same damage is one finding, also once resolved
    n            bigint,                                              -- of the seal concerned
    entry_id     uuid,
    order_id     uuid,
    account      text,
    currency     text,
    expected     text,                                                -- an amount in minor units, or a hash
    found        text,
    detail       text        not null,
    found_at     timestamptz not null,
    resolved_at  timestamptz
);
create index ledger_finding_open on ledger_finding (id) where resolved_at is null;

create table ledger_finding_consent (
    finding_id  uuid        not null references ledger_finding (id),
    account_id  uuid        not null,
    reason      text        not null check (length(reason) between 1 and 2000),
    given_at    timestamptz not null,
    primary key (finding_id, account_id)
);
create trigger ledger_finding_consent_append_only before update or delete or truncate on ledger_finding_consent
    for each statement execute function refuse_change();

create table ledger_freeze (
    finding_id  uuid        not null references ledger_finding (id),
    owner       uuid        not null,                  -- the order or seller whose accounts do not move
    kind        text        not null check (kind in ('ORDER', 'SELLER')),
    since       timestamptz not null,
    lifted_at   timestamptz,
    primary key (finding_id, owner)
);
create index ledger_freeze_standing on ledger_freeze (owner) where lifted_at is null;

-- Four eyes, whoever writes: a finding is only ever resolved, and only after two people have agreed.
create function require_four_eyes() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - 'resolved_at') <> (to_jsonb(old) - 'resolved_at') or old.resolved_at is not null then
        raise exception 'a finding stays as it was found' using errcode = 'restrict_violation';
    end if;
    if (select count(*) from ledger_finding_consent where finding_id = new.id) < 2 then
        raise exception 'finding % has not been agreed on by two people', new.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger ledger_finding_four_eyes before update or delete on ledger_finding
    for each row execute function require_four_eyes();

create function require_resolved() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - 'lifted_at') <> (to_jsonb(old) - 'lifted_at') or old.lifted_at is not null then
        raise exception 'a freeze is only ever lifted' using errcode = 'restrict_violation';
    end if;
    if not exists (select from ledger_finding where id = new.finding_id and resolved_at is not null) then
        raise exception 'finding % stands', new.finding_id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger ledger_freeze_until_resolved before update or delete on ledger_freeze
    for each row execute function require_resolved();

-- No money of a frozen order or seller moves. The service looks first, to say so politely; this holds for every writer.
-- One check for all postings of a statement, and as good as none while nothing is frozen.
create function refuse_frozen() returns trigger language plpgsql as $$
declare
    frozen uuid;
begin
    if not exists (select from ledger_freeze where lifted_at is null) then
        return null;
    end if;
    select f.owner into frozen
      from ledger_freeze f
     where f.lifted_at is null
       and exists (select from inserted p join ledger_entry e on e.id = p.entry_id
                    where e.order_id = f.owner or split_part(p.account, ':', 2) = f.owner::text)
     limit 1;
    if found then
        raise exception 'the accounts of % are frozen', frozen
            using errcode = 'check_violation', constraint = 'ledger_frozen';
    end if;
    return null;
end $$;
create trigger ledger_posting_not_frozen after insert on ledger_posting
    referencing new table as inserted for each statement execute function refuse_frozen();

-- How far the auditor is: with what has been sealed since it last looked, and with its slow round through everything.
create table ledger_audit (
    round         text        primary key check (round in ('NEW', 'WHOLE')),
    phase         text        not null,
    place         text        not null,                -- where in the phase
    n             bigint      not null,                -- up to which seal
    hash          bytea       not null check (length(hash) = 32),
    target        bigint      not null,                -- where the round ends
    sums          text        not null,                -- of what it has walked over, a line per currency and kind
    sums_wanted   text        not null,                -- what they must come to at the target
    began_at      timestamptz not null,                -- machine time
    checked_at    timestamptz,
    completed_at  timestamptz,
    completed_n   bigint      not null
);
insert into ledger_audit (round, phase, place, n, hash, target, sums, sums_wanted, began_at, completed_n)
values ('NEW', 'SEALS', '', 0, decode(repeat('00', 32), 'hex'), 0, '', '', clock_timestamp(), 0),
       ('WHOLE', 'RESTING', '', 0, decode(repeat('00', 32), 'hex'), 0, '', '', clock_timestamp(), 0);

-- Balances change by an entry or not at all: now by right as well. The trigger writes with the rights of the owner, so the
-- service itself needs none.
alter function guard_balance() security definer;
alter function guard_balance() set search_path = public, pg_temp;
