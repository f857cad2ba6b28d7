-- What insurer and warranty have approved, and what came of it: each claim is answered once, and the same again.
create table indemnity_claim (
    claim_id      uuid        primary key,
    order_id      uuid        not null references orders (id),
    source        text        not null check (source in ('INSURER', 'WARRANTY')),
    asked_minor   bigint      not null check (asked_minor > 0),
    paid_minor    bigint      not null,
    left_minor    bigint      not null check (left_minor >= 0),  -- what the buyer may still have back
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    refusal       text        check (refusal in ('ORDER_DIFFERS', 'NOTHING_LOST', 'ALREADY_INDEMNIFIED')),
    made_good_by  text,
    decided_at    timestamptz not null,
    constraint paid_at_most_what_was_asked check (paid_minor between 0 and asked_minor),
    constraint refused_pays_nothing check ((refusal is null) = (paid_minor > 0))
);
create index indemnity_claim_of_order on indemnity_claim (order_id);
create trigger indemnity_claim_append_only before update or delete or truncate on indemnity_claim
    for each statement execute function refuse_change();

-- What a claim has paid is an entry of its order, of just that amount.
create function require_claim_entry() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_entry e join indemnity_draw d on d.entry_id = e.id
                    where e.operation_key = new.source || '_PAID:' || new.claim_id and e.order_id = new.order_id
                      and d.source = new.source and d.amount_minor = new.paid_minor and d.currency = new.currency) then
        raise exception 'claim % has paid % and no entry says so', new.claim_id, new.paid_minor
            using errcode = 'check_violation', constraint = 'a_claim_pays_by_an_entry';
    end if;
    return null;
end $$;
create constraint trigger indemnity_claim_has_an_entry after insert on indemnity_claim
    deferrable initially deferred for each row when (new.refusal is null) execute function require_claim_entry();
