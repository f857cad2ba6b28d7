-- What sellers owe: one row for each debit of a seller's receivable, repaid oldest first. As with lots, an entry's debits
-- are the receivables it opened and its credits the repayments it made, so what is open adds up to the seller's account.
create table receivable (
    id            uuid        primary key,
    seller_id     uuid        not null,
    account       text        not null generated always as ('SELLER_RECEIVABLE:' || cast(seller_id as text)) stored,
    order_id      uuid        not null,                -- the sale that went wrong
    entry_id      uuid        not null unique,         -- the debit; held to the ledger by the guard below
    favour        text        not null check (favour in ('PLATFORM', 'POOL')),
    cause         text        not null,                -- the fact that opened it
    cause_id      uuid        not null,                -- what the fact was about: a ruling, a chargeback, an advance
    amount_minor  bigint      not null check (amount_minor > 0),
    open_minor    bigint      not null,
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    opened_at     timestamptz not null,
    constraint receivable_never_below_zero check (open_minor between 0 and amount_minor)
);
create index receivable_open on receivable (seller_id, currency, opened_at, id) where open_minor > 0;
create index receivable_of_cause on receivable (cause_id);

create table receivable_repayment (
    entry_id       uuid    not null,                   -- the credit
    receivable_id  uuid    not null references receivable (id),
    amount_minor   bigint  not null check (amount_minor > 0),
    primary key (entry_id, receivable_id)
);

create trigger receivable_repayment_append_only before update or delete or truncate on receivable_repayment
    for each statement execute function refuse_change();

create function guard_receivable() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a receivable is never removed' using errcode = 'restrict_violation';
    end if;
    if tg_op = 'INSERT' then
        if new.open_minor <> new.amount_minor then
            raise exception 'receivable % begins with % of % open', new.id, new.open_minor, new.amount_minor
                using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if (new.id, new.seller_id, new.order_id, new.entry_id, new.favour, new.cause, new.cause_id, new.amount_minor,
        new.currency, new.opened_at)
       is distinct from
       (old.id, old.seller_id, old.order_id, old.entry_id, old.favour, old.cause, old.cause_id, old.amount_minor,
        old.currency, old.opened_at)
    then
        raise exception 'receivable % keeps what it is', old.id using errcode = 'restrict_violation';
    end if;
    if new.open_minor <> old.open_minor and pg_trigger_depth() < 2 then
        raise exception 'a receivable changes only by a repayment' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger receivable_guarded before insert or update or delete on receivable
    for each row execute function guard_receivable();
create trigger receivable_kept before truncate on receivable
    for each statement execute function refuse_change();

create function repay_receivable() returns trigger language plpgsql as $$
begin
    update receivable set open_minor = open_minor - new.amount_minor where id = new.receivable_id;
    return null;
end $$;

create trigger receivable_repayment_taken after insert on receivable_repayment
    for each row execute function repay_receivable();

create function require_receivables(entry uuid, owed_account text, owed_currency text) returns void language plpgsql as $$
declare
    debits  bigint;
    credits bigint;
    opened  bigint;
    repaid  bigint;
begin
    select coalesce(sum(amount_minor) filter (where side = 'DEBIT'), 0),
           coalesce(sum(amount_minor) filter (where side = 'CREDIT'), 0)
      into debits, credits
      from ledger_posting
     where entry_id = entry and account = owed_account and currency = owed_currency;
    select coalesce(sum(amount_minor), 0) into opened
      from receivable
     where entry_id = entry and account = owed_account and currency = owed_currency;
    select coalesce(sum(p.amount_minor), 0) into repaid
      from receivable_repayment p join receivable r on r.id = p.receivable_id
     where p.entry_id = entry and r.account = owed_account and r.currency = owed_currency;
    if debits <> opened or credits <> repaid then
        raise exception 'entry % debits % and credits % of %, it opened % and repaid %',
            entry, debits, credits, owed_account, opened, repaid
            using errcode = 'check_violation', constraint = 'what_is_owed_is_receivables';
    end if;
end $$;

create function require_receivables_of_posting() returns trigger language plpgsql as $$
begin
    perform require_receivables(new.entry_id, new.account, new.currency);
    return null;
end $$;

create function require_receivables_of_repayment() returns trigger language plpgsql as $$
declare
    owed receivable;
begin
    select * into strict owed from receivable where id = new.receivable_id;
    perform require_receivables(new.entry_id, owed.account, owed.currency);
    return null;
end $$;

create constraint trigger ledger_posting_has_receivables after insert on ledger_posting
    deferrable initially deferred for each row when (new.kind = 'SELLER_RECEIVABLE')
    execute function require_receivables_of_posting();
create constraint trigger receivable_has_a_posting after insert on receivable
    deferrable initially deferred for each row execute function require_receivables_of_posting();
create constraint trigger receivable_repayment_has_a_posting after insert on receivable_repayment
    deferrable initially deferred for each row execute function require_receivables_of_repayment();
