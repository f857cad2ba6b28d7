-- Where sellers are paid to, what was paid, and what keeps money from leaving. Of a bank account we know the provider's token
-- and the last four characters, and nothing else.
create table payout_account (
    seller_id    uuid        primary key,
    provider     text        not null,
    token        text        not null,
    last4        text        not null check (last4 ~ '^[0-9A-Za-z]{4}$'),
    version      bigint      not null check (version > 0),
    changed_at   timestamptz not null,
    usable_from  timestamptz not null,
    constraint a_new_account_waits check (usable_from >= changed_at)
);

-- Every account a seller ever had, and how sure the identity provider was of the person who set it.
create table payout_account_change (
    seller_id         uuid        not null,
    version           bigint      not null,
    provider          text        not null,
    last4             text        not null,
    acr               text        not null,
    authenticated_at  timestamptz not null,
    changed_at        timestamptz not null,
    primary key (seller_id, version)
);

create trigger payout_account_change_append_only before update or delete or truncate on payout_account_change
    for each statement execute function refuse_change();

-- A payout is a row before the provider hears of it, so that a crash between the two loses nothing and the ask can be
-- repeated under the same id. Where it goes is pinned.
create table payout (
    id               uuid        primary key,
    seller_id        uuid        not null,
    provider         text        not null,
    token            text        not null,
    last4            text        not null,
    account_version  bigint      not null,
    amount_minor     bigint      not null check (amount_minor > 0),
    currency         text        not null check (currency ~ '^[A-Z]{3}$'),
    begun_by         text        not null check (begun_by in ('SELLER', 'SCHEDULE')),
    status           text        not null check (status in ('ASKED', 'SETTLED', 'FAILED')),
    reference        text,                             -- what the provider calls it
    fail_code        text,
    asked_at         timestamptz not null,
    ended_at         timestamptz,
    alarmed_at       timestamptz,                      -- when a person was told that its outcome is still unknown
    constraint ended_has_a_time check ((status = 'ASKED') = (ended_at is null)),
    constraint failed_says_why check ((status = 'FAILED') = (fail_code is not null))
);
create index payout_of_seller on payout (seller_id, id desc);
create index payout_under_way on payout (seller_id) where status = 'ASKED';
create unique index payout_by_reference on payout (provider, reference);

-- A payout goes to the account the seller has, once that may be used; and while one is under way, the account stays.
create function guard_payout_account() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'payout' then
        if not exists (select 1 from payout_account
                        where seller_id = new.seller_id and version = new.account_version and provider = new.provider
                          and token = new.token and usable_from <= new.asked_at) then
            raise exception 'payout % does not go to a usable account of its seller', new.id
                using errcode = 'check_violation', constraint = 'payouts_go_to_a_usable_account';
        end if;
    elsif exists (select 1 from payout where seller_id = new.seller_id and status = 'ASKED') then
        raise exception 'a payout to the account of % is under way', new.seller_id
            using errcode = 'check_violation', constraint = 'no_change_while_paying_out';
    end if;
    return null;
end $$;

create trigger payout_has_an_account after insert on payout
    for each row execute function guard_payout_account();
create trigger payout_account_stays after update on payout_account
    for each row execute function guard_payout_account();

-- What risk has decided about money leaving, with the statement of reasons. Kept for good, also when it is over.
create table payout_hold (
    restriction_id  uuid        primary key,
    account_id      uuid        not null,
    scope           text        not null check (scope in ('PAYOUT', 'WITHDRAW')),
    from_at         timestamptz not null,
    until_at        timestamptz not null,
    statement_id    uuid        not null,
    rule_id         text        not null,
    policy_version  text        not null,
    automated       boolean     not null,
    text_key        text        not null,
    facts           text        not null,              -- as told, JSON
    appeal_until    timestamptz not null,
    case_id         uuid        not null
);
create index payout_hold_of_account on payout_hold (account_id, until_at);

-- Apart, because it may be heard first.
create table payout_hold_lifted (
    restriction_id  uuid        primary key,
    reason          text        not null,
    lifted_at       timestamptz not null
);

-- The books of the sandbox's provider about payouts. As with its other tables, nothing else reads them.
create table sandbox_payout (
    payout_id     uuid        primary key,             -- our id, its idempotency key
    reference     text        not null unique,
    message_id    text        not null,
    amount_minor  bigint      not null,
    currency      text        not null,
    fail_code     text,                                -- absent for one that is paid
    decided_at    timestamptz not null
);
