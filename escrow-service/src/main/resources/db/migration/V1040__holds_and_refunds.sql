-- Payments that are reserved first, refunds in several parts and by several tries, and the questions we ask a provider
-- when its answer stays away.
alter table payment
    drop constraint payment_status_check,
    add constraint payment_status_check check (status in (
        'PENDING', 'AUTHORISED', 'CAPTURING', 'SUCCEEDED', 'DECLINED', 'RELEASING', 'RELEASED', 'RETURNING', 'RETURNED',
        'PARKED')),
    add column capture            text        not null default 'AT_ONCE' check (capture in ('AT_ONCE', 'LATER')),
    add column action_url         text,            -- where the buyer has to do something first
    add column authorised_until   timestamptz,     -- when a reservation lapses
    add column captured_minor     bigint      not null default 0 check (captured_minor >= 0),
    add column refunded_minor     bigint      not null default 0 check (refunded_minor >= 0),
    add column charged_back_minor bigint      not null default 0 check (charged_back_minor >= 0),
    add constraint a_hold_lapses check (status <> 'AUTHORISED' or authorised_until is not null);

update payment set captured_minor = amount_minor where status in ('SUCCEEDED', 'RETURNING', 'RETURNED');

-- While one try may still take the buyer's money there is no second one.
drop index one_pending_payment_per_order;
create unique index one_open_payment_per_order on payment (order_id)
    where status in ('PENDING', 'AUTHORISED', 'CAPTURING');

-- A payment goes back in as many parts as it takes, and never more than came: the row of the payment is where two
-- refunds of it meet, so both cannot pass.
drop index one_refund_per_payment;
create index refund_of_payment on refund (payment_id);

create function guard_refunds() returns trigger language plpgsql as $$
declare
    more bigint := new.amount_minor - case tg_op when 'UPDATE' then old.amount_minor else 0 end;
begin
    update payment set refunded_minor = refunded_minor + more
     where id = new.payment_id and currency = new.currency
       and refunded_minor + charged_back_minor + more <= captured_minor;
    if not found then
        raise exception 'refund % of % % is more than is left of payment %', new.id, new.amount_minor, new.currency,
            new.payment_id using errcode = 'check_violation', constraint = 'never_more_than_was_paid';
    end if;
    return null;
end $$;

create trigger refund_guarded after insert or update of amount_minor, currency, payment_id on refund
    for each row execute function guard_refunds();

alter table refund
    drop constraint refund_status_check,
    add constraint refund_status_check check (status in ('WAITING', 'ASKED', 'FAILED', 'SETTLED')),
    add column settled_by     text check (settled_by in ('PROVIDER', 'CHARGEBACK', 'HAND')),
    add column failure_code   text,
    add column hand_reference text,                -- of the transfer that finance has made
    add column hand_by        uuid,                -- the first of the two people it takes
    add constraint failed_says_why check (status <> 'FAILED' or failure_code is not null);
update refund set settled_by = 'PROVIDER' where status = 'SETTLED';
alter table refund
    add constraint settled_says_how check ((status = 'SETTLED') = (settled_by is not null)),
    add constraint by_hand_has_a_reference check (settled_by is distinct from 'HAND' or hand_reference is not null);
create index refund_that_failed on refund (id) where status = 'FAILED';

-- Each try of a refund has an id of its own, the provider's idempotency key: asked under the old one again, it would
-- only repeat that it could not.
create table refund_try (
    id            uuid        primary key,
    refund_id     uuid        not null references refund (id),
    number        int         not null check (number > 0),
    asked_at      timestamptz not null,
    reference     text,                            -- what the provider calls it
    failure_code  text,
    unique (refund_id, number)
);
insert into refund_try (id, refund_id, number, asked_at) select id, id, 1, asked_at from refund;

-- What a provider has been asked for and has not told the outcome of. Asked about again on machine time.
create table provider_question (
    kind      text        not null check (kind in ('PAYMENT', 'REFUND', 'PAYOUT')),
    id        uuid        not null,
    provider  text        not null,
    ask_at    timestamptz not null,                -- machine time
    asked     int         not null default 0,
    primary key (kind, id)
);
create index provider_question_due on provider_question (provider, ask_at);
