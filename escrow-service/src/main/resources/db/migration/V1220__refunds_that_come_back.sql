-- A refund that the provider had told as made may come back: the buyer's card was closed, or their bank has returned it. The
-- provider has the money again, and the buyer is owed it again, unless the buyer has it otherwise; then it makes the platform's
-- loss good. It is booked once per try (fact REFUND_CAME_BACK, see V1230), and is no new loss of the buyer's.
create or replace function given_by(entry uuid) returns bigint language sql stable as $$
    select coalesce(sum(case
               when e.fact in ('SURPLUS_TAKEN', 'REFUND_CAME_BACK', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF',
                               'INSTALMENTS_CANCELLED') then 0
               when p.kind = 'BUYER_REFUND' and p.side = 'CREDIT' then p.amount_minor
               when p.kind = 'INSTALMENT_PROVIDER' and p.side = 'CREDIT' then p.amount_minor
               when e.fact = 'CHARGEBACK_LOST' and p.kind = 'CHARGEBACK_SUSPENSE' and p.side = 'CREDIT' then p.amount_minor
               when e.fact = 'CHARGEBACK_LOST' and p.kind = 'BUYER_REFUND' and p.side = 'DEBIT' then -p.amount_minor
               else 0 end), 0)::bigint
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
     where e.id = entry;
$$;

-- What a try has given: by it, and no other word of the provider's, is known what comes back.
alter table refund_try
    drop constraint refund_try_given_as_check,
    add constraint refund_try_given_as_check check (given_as in ('SETTLED', 'TWICE', 'CAME_BACK')),
    add column given_minor bigint check (given_minor > 0);
update refund_try t
   set given_minor = coalesce(
           (select e.amounts[1] from ledger_entry e where e.operation_key = 'REFUNDED_TWICE:' || t.id), r.amount_minor)
  from refund r
 where r.id = t.refund_id and t.given_as is not null;
alter table refund_try add constraint what_is_given_has_an_amount check ((given_as is null) = (given_minor is null));

create function require_came_back_is_booked() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_entry where operation_key = 'REFUND_CAME_BACK:' || new.id) then
        raise exception 'what try % of refund % gave has come back, and nobody has booked it', new.id, new.refund_id
            using errcode = 'check_violation', constraint = 'what_came_back_is_booked';
    end if;
    return null;
end $$;
create constraint trigger what_came_back_is_booked after insert or update of given_as on refund_try
    deferrable initially deferred for each row when (new.given_as = 'CAME_BACK') execute function require_came_back_is_booked();

-- A refund that was settled is owed again by that alone. What its settlement was told as is not told once more.
alter table refund
    add column settles_as uuid,                             -- under which id its next settlement is booked, once it has come back
    add column was_told   boolean not null default false;   -- whether others had heard that the buyer has it
create function refuse_owing_again() returns trigger language plpgsql as $$
begin
    raise exception 'refund % is settled, and nothing of it has come back', new.id
        using errcode = 'check_violation', constraint = 'only_what_came_back_is_owed_again';
end $$;
create trigger only_what_came_back_is_owed_again before update on refund for each row
    when (old.status = 'SETTLED' and new.status <> 'SETTLED' and new.settles_as is not distinct from old.settles_as)
    execute function refuse_owing_again();

-- Providers' files say it in a line of its own.
alter table provider_movement
    drop constraint provider_movement_kind_check,
    add constraint provider_movement_kind_check check (kind in (
        'PAYMENT', 'REFUND', 'REFUND_RETURNED', 'PAYOUT', 'CHARGEBACK', 'CHARGEBACK_RETURNED'));
drop index provider_movement_once;
create unique index provider_movement_once on provider_movement (provider, kind, subject)
    where kind in ('PAYMENT', 'REFUND', 'REFUND_RETURNED', 'PAYOUT');

-- The sandbox's provider may play it.
alter table sandbox_payment add column refunds_return_ms bigint check (refunds_return_ms >= 0);
alter table sandbox_refund add column returned_at timestamptz;
