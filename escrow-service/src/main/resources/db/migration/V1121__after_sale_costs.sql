-- What carriers and warranty partners are paid after a sale, each return and each claim once, by whoever bears it.
alter table ledger_entry
    drop constraint ledger_entry_fact_check,
    add constraint ledger_entry_fact_check check (fact in (
        'FUNDED', 'INSTALMENTS_OPENED', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF',
        'RELEASED', 'REFUNDED', 'SPLIT', 'RELEASE_REVERSED',
        'SURPLUS_TAKEN', 'REFUND_SETTLED', 'RESERVE_RETURNED', 'PAYOUT_HELD',
        'PAYOUT_POSTED', 'PAYOUT_VOIDED', 'CLAWED_BACK', 'CLAW_BACK_REVERSED',
        'RECEIVABLE_RECOVERED', 'RECEIVABLE_WRITTEN_OFF', 'POOL_FUNDED', 'ADVANCE_PAID',
        'ADVANCE_CLAIMED', 'ADVANCE_RECOVERED', 'ADVANCE_WRITTEN_OFF', 'SELLER_COMPENSATED',
        'FREIGHT_PAID', 'FREIGHT_CHARGED', 'PROVIDER_FEE_TAKEN', 'CHARGEBACK_WITHDRAWN', 'CHARGEBACK_WON',
        'CHARGEBACK_LOST', 'INSURER_PAID', 'WARRANTY_PAID', 'WARRANTY_SERVED'));

create table after_sale_cost (
    cost_id       uuid        primary key,                          -- the return, or the claim
    order_id      uuid        not null references orders (id),
    bearer        text        not null check (bearer in ('PLATFORM', 'SELLER', 'WARRANTY')),
    amount_minor  bigint      not null check (amount_minor > 0),
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    booked_at     timestamptz not null
);
create index after_sale_cost_of_order on after_sale_cost (order_id);
create trigger after_sale_cost_append_only before update or delete or truncate on after_sale_cost
    for each statement execute function refuse_change();

-- What is written here is an entry of the order, of just that amount.
create function require_cost_entry() returns trigger language plpgsql as $$
begin
    if not exists (
        select from ledger_entry e join ledger_posting p on p.entry_id = e.id
         where e.operation_key = case new.bearer when 'PLATFORM' then 'FREIGHT_PAID' when 'SELLER' then 'FREIGHT_CHARGED'
                                                 else 'WARRANTY_SERVED' end || ':' || new.cost_id
           and e.order_id = new.order_id and p.side = 'CREDIT'
           and p.amount_minor = new.amount_minor and p.currency = new.currency) then
        raise exception 'cost % of % is not booked', new.cost_id, new.amount_minor
            using errcode = 'check_violation', constraint = 'a_cost_has_an_entry';
    end if;
    return null;
end $$;
create constraint trigger after_sale_cost_has_an_entry after insert on after_sale_cost
    deferrable initially deferred for each row execute function require_cost_entry();
