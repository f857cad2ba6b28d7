-- An insurer may approve a seller's claim before it is settled who has the money of the order: then the claim waits here, is answered
-- once that is settled, and goes only with its answer.
create table seller_claim_waiting (
    claim_id      uuid        primary key,
    order_id      uuid        not null references orders (id),
    asked_minor   bigint      not null check (asked_minor > 0),
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    heard_at      timestamptz not null
);
create index seller_claim_waiting_of_order on seller_claim_waiting (order_id);
create trigger seller_claim_waiting_stays before update or truncate on seller_claim_waiting
    for each statement execute function refuse_change();

create function require_answer_to_claim() returns trigger language plpgsql as $$
begin
    if not exists (select from seller_claim c
                    where c.claim_id = old.claim_id and c.order_id = old.order_id and c.asked_minor = old.asked_minor
                      and c.currency = old.currency) then
        raise exception 'claim % waits and nobody has answered it', old.claim_id
            using errcode = 'check_violation', constraint = 'a_claim_waits_for_its_answer';
    end if;
    return null;
end $$;
create constraint trigger seller_claim_goes_with_its_answer after delete on seller_claim_waiting
    deferrable initially deferred for each row execute function require_answer_to_claim();
