-- The same checks by function. PostgreSQL reads a check's expression anew for every statement that puts something in, operator by
-- operator and constant by constant: the list of facts alone took as long as writing the row. A function is read once per connection.
-- See docs/adr/0028-before-the-first-row.md. What is refused has not changed.
create function is_fact(fact text) returns boolean language plpgsql immutable parallel safe as $$
begin
    return fact in (
        'FUNDED', 'INSTALMENTS_OPENED', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF', 'RELEASED', 'REFUNDED', 'SPLIT',
        'RELEASE_REVERSED', 'SURPLUS_TAKEN', 'REFUND_SETTLED', 'REFUNDED_TWICE', 'RESERVE_RETURNED', 'PAYOUT_HELD',
        'PAYOUT_POSTED', 'PAYOUT_VOIDED', 'CLAWED_BACK', 'INSTALMENTS_CANCELLED', 'CLAW_BACK_REVERSED',
        'RECEIVABLE_RECOVERED', 'RECEIVABLE_WRITTEN_OFF', 'POOL_FUNDED', 'ADVANCE_PAID', 'ADVANCE_CLAIMED',
        'ADVANCE_RECOVERED', 'ADVANCE_WRITTEN_OFF', 'SELLER_COMPENSATED', 'FREIGHT_PAID', 'FREIGHT_CHARGED',
        'PROVIDER_FEE_TAKEN', 'CHARGEBACK_WITHDRAWN', 'CHARGEBACK_WON', 'CHARGEBACK_LOST', 'INSURER_PAID',
        'SELLER_INSURED', 'WARRANTY_PAID', 'WARRANTY_SERVED');
end $$;

create function is_currency_code(currency text) returns boolean language plpgsql immutable parallel safe as $$
begin
    return length(currency) = 3 and translate(currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = '';
end $$;

create function are_whole_lines(accounts text[], amounts bigint[]) returns boolean language plpgsql immutable parallel safe as $$
begin
    return array_ndims(accounts) = 1 and array_ndims(amounts) = 1
        and cardinality(accounts) >= 2 and cardinality(accounts) = cardinality(amounts);
end $$;

-- The references come from outside.
create function are_short(correlation_id text, idempotency_key text) returns boolean language plpgsql immutable parallel safe as $$
begin
    return coalesce(length(correlation_id), 0) <= 128 and coalesce(length(idempotency_key), 0) <= 128;
end $$;

alter table ledger_entry
    drop constraint ledger_entry_fact_check,
    drop constraint currency_code,
    drop constraint lines_are_whole,
    drop constraint ledger_entry_correlation_id_check,
    drop constraint ledger_entry_idempotency_key_check,
    add constraint fact_of_the_table check (is_fact(fact)),
    add constraint currency_code check (is_currency_code(currency)),
    add constraint lines_are_whole check (are_whole_lines(accounts, amounts)),
    add constraint references_are_short check (are_short(correlation_id, idempotency_key));

create function is_lot(kind text, currency text, amount_minor bigint) returns boolean language plpgsql immutable parallel safe as $$
begin
    return kind in ('PAYABLE', 'RESERVE') and amount_minor > 0 and is_currency_code(currency);
end $$;

alter table earning_lot
    drop constraint earning_lot_kind_check,
    drop constraint earning_lot_amount_minor_check,
    drop constraint earning_lot_currency_check,
    add constraint lot_is_of_earnings check (is_lot(kind, currency, amount_minor));
