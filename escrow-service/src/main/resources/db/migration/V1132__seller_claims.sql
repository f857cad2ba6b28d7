-- What the insurer has approved for a seller whose item was lost on its way back: each claim is answered once, and the same again.
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
        'CHARGEBACK_LOST', 'INSURER_PAID', 'SELLER_INSURED', 'WARRANTY_PAID', 'WARRANTY_SERVED'));

create table seller_claim (
    claim_id      uuid        primary key,
    order_id      uuid        not null references orders (id),
    asked_minor   bigint      not null check (asked_minor > 0),
    paid_minor    bigint      not null,
    left_minor    bigint      not null check (left_minor >= 0),  -- what of the seller's loss nobody has made good
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    refusal       text        check (refusal in ('NOTHING_LOST', 'ALREADY_INDEMNIFIED')),
    made_good_by  text,
    decided_at    timestamptz not null,
    constraint paid_at_most_what_was_asked check (paid_minor between 0 and asked_minor),
    constraint refused_pays_nothing check ((refusal is null) = (paid_minor > 0))
);
create index seller_claim_of_order on seller_claim (order_id);
create trigger seller_claim_append_only before update or delete or truncate on seller_claim
    for each statement execute function refuse_change();

-- What a claim has paid is an entry of its order, of just that amount; together, and with what the platform has made up for, they
-- come to no more than the price, nor than what the buyer has had back in the seller's place.
create function require_seller_claim() returns trigger language plpgsql as $$
declare
    had bigint;
    lost bigint;
begin
    if not exists (select from ledger_entry e join ledger_posting p on p.entry_id = e.id
                    where e.operation_key = 'SELLER_INSURED:' || new.claim_id and e.order_id = new.order_id
                      and p.kind = 'SELLER_PAYABLE' and p.side = 'CREDIT'
                      and p.amount_minor = new.paid_minor and p.currency = new.currency) then
        raise exception 'claim % has paid % and no entry says so', new.claim_id, new.paid_minor
            using errcode = 'check_violation', constraint = 'a_claim_pays_by_an_entry';
    end if;
    select coalesce(sum(p.amount_minor), 0) into had
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
     where e.order_id = new.order_id and e.fact in ('SELLER_INSURED', 'SELLER_COMPENSATED')
       and p.kind = 'SELLER_PAYABLE' and p.side = 'CREDIT' and p.currency = new.currency;
    select least(o.price_minor, coalesce(sum(d.amount_minor), 0)) into lost
      from orders o left join indemnity_draw d
        on d.order_id = o.id and d.currency = new.currency and d.source in ('REFUND', 'RULING', 'ADVANCE')
     where o.id = new.order_id group by o.id;
    if had > lost then
        raise exception 'the seller of order % has lost % and has had % for it', new.order_id, lost, had
            using errcode = 'check_violation', constraint = 'no_loss_of_a_seller_is_made_good_twice';
    end if;
    return null;
end $$;
create constraint trigger seller_claim_has_an_entry after insert on seller_claim
    deferrable initially deferred for each row when (new.refusal is null) execute function require_seller_claim();
