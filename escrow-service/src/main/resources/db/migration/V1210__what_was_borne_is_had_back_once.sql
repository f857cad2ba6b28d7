-- What the platform has borne of a buyer's loss it has back from the hold, by a line of the division on its expenses: what a
-- bank has left the buyer, and advances that were written off or given back to the seller. It is had back once. Divisions
-- before this one have booked it as revenue. The function that books an entry asks this (V1230).
create function require_borne(of_order uuid, in_currency text) returns void language plpgsql as $$
declare
    borne bigint;
    back  bigint;
begin
    select coalesce(sum(p.amount_minor) filter (where e.fact <> 'SPLIT' and p.side = 'DEBIT'), 0)
           + (select coalesce(sum(amount_minor), 0) from indemnity_draw
               where order_id = of_order and currency = in_currency and source = 'CHARGEBACK'),
           coalesce(sum(p.amount_minor) filter (where e.fact = 'SPLIT' and p.side = 'CREDIT'), 0)
      into borne, back
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
     where e.order_id = of_order and p.kind = 'PLATFORM_EXPENSE' and p.currency = in_currency
       and (e.fact in ('SPLIT', 'ADVANCE_WRITTEN_OFF')
            or e.fact = 'SELLER_COMPENSATED'
               and exists (select from ledger_entry a
                            where a.order_id = of_order and a.fact = 'ADVANCE_CLAIMED'
                              and 'SELLER_COMPENSATED' || substr(a.operation_key, length('ADVANCE_CLAIMED') + 1) = e.operation_key));
    if back > borne then
        raise exception 'the platform has borne % of order %, and has % back', borne, of_order, back
            using errcode = 'check_violation', constraint = 'what_was_borne_is_had_back_once';
    end if;
end $$;
