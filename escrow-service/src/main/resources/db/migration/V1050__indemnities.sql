-- One register of what a buyer has had back for one loss, whoever paid: the hold, a ruling, the pool, a bank, the insurer or the
-- warranty. They all draw on the same row, so that no loss is made good twice. An entry that gives a buyer money is bound to its
-- draw when it commits, and the row is where two of them meet.
alter table ledger_entry
    drop constraint ledger_entry_fact_check,
    add constraint ledger_entry_fact_check check (fact in (
        'FUNDED', 'INSTALMENTS_OPENED', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF',
        'RELEASED', 'REFUNDED', 'SPLIT', 'RELEASE_REVERSED',
        'SURPLUS_TAKEN', 'REFUND_SETTLED', 'RESERVE_RETURNED', 'PAYOUT_HELD',
        'PAYOUT_POSTED', 'PAYOUT_VOIDED', 'CLAWED_BACK', 'CLAW_BACK_REVERSED',
        'RECEIVABLE_RECOVERED', 'RECEIVABLE_WRITTEN_OFF', 'POOL_FUNDED', 'ADVANCE_PAID',
        'ADVANCE_CLAIMED', 'ADVANCE_RECOVERED', 'ADVANCE_WRITTEN_OFF', 'SELLER_COMPENSATED',
        'FREIGHT_PAID', 'PROVIDER_FEE_TAKEN', 'CHARGEBACK_WITHDRAWN', 'CHARGEBACK_WON',
        'CHARGEBACK_LOST', 'INSURER_PAID', 'WARRANTY_PAID'));

create table indemnity (
    order_id      uuid    not null references orders (id),
    loss          text    not null check (loss in ('PURCHASE')),   -- all the buyer has paid for the order
    currency      text    not null check (currency ~ '^[A-Z]{3}$'),
    loss_minor    bigint  not null check (loss_minor >= 0),
    drawn_minor   bigint  not null,
    primary key (order_id, loss),
    constraint nothing_is_paid_twice check (drawn_minor between 0 and loss_minor)
);

create table indemnity_draw (
    entry_id      uuid         primary key,             -- what it gives is compared with the entry at commit
    order_id      uuid         not null,
    loss          text         not null,
    source        text         not null check (source in ('REFUND', 'RULING', 'ADVANCE', 'CHARGEBACK', 'INSURER', 'WARRANTY')),
    amount_minor  bigint       not null check (amount_minor >= 0),
    beyond_minor  bigint       not null check (beyond_minor >= 0), -- a bank asks nobody: what it gave when nothing was left
    currency      text         not null,
    drawn_at      timestamptz  not null,
    foreign key (order_id, loss) references indemnity (order_id, loss),
    constraint draws_something check (amount_minor + beyond_minor > 0),
    constraint only_a_bank_goes_beyond check (beyond_minor = 0 or source = 'CHARGEBACK')
);
create index indemnity_draw_of_order on indemnity_draw (order_id);
create index indemnity_draw_beyond on indemnity_draw (entry_id) where beyond_minor > 0;

create trigger indemnity_draw_append_only before update or delete or truncate on indemnity_draw
    for each statement execute function refuse_change();

-- What the buyer has paid for an order, or owes in instalments: the most there is to make good.
create function paid_for(of_order uuid, in_currency text) returns bigint language sql stable as $$
    select coalesce(sum(p.amount_minor), 0)::bigint
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
     where e.order_id = of_order and e.fact in ('FUNDED', 'INSTALMENTS_OPENED')
       and p.kind = 'ESCROW_LIABILITY' and p.side = 'CREDIT' and p.currency = in_currency;
$$;

-- The row begins with nothing drawn and the loss as the ledger knows it, and then changes by draws alone.
create function guard_indemnity() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.drawn_minor = 0 and new.loss_minor = paid_for(new.order_id, new.currency) then
        return new;
    end if;
    if tg_op = 'UPDATE' and pg_trigger_depth() > 1
       and (new.order_id, new.loss, new.currency, new.loss_minor) = (old.order_id, old.loss, old.currency, old.loss_minor) then
        return new;
    end if;
    raise exception 'an indemnity is what was paid and changes only by a draw' using errcode = 'restrict_violation';
end $$;

create trigger indemnity_guarded before insert or update or delete on indemnity
    for each row execute function guard_indemnity();

create function draw_indemnity() returns trigger language plpgsql as $$
begin
    update indemnity set drawn_minor = drawn_minor + new.amount_minor
     where order_id = new.order_id and loss = new.loss and currency = new.currency;
    if not found then
        raise exception 'order % has no loss % in %', new.order_id, new.loss, new.currency using errcode = 'check_violation';
    end if;
    return null;
end $$;

create trigger indemnity_drawn after insert on indemnity_draw for each row execute function draw_indemnity();

-- What an entry gives the buyer for the order: money on its way back, parts of a plan that need not be paid any more, and what
-- a bank keeps for the buyer beside refunds that had been decided before. A payment the order could not use is no loss.
create function given_by(entry uuid) returns bigint language sql stable as $$
    select coalesce(sum(case
               when e.fact in ('SURPLUS_TAKEN', 'INSTALMENT_PAID', 'INSTALMENT_WRITTEN_OFF') then 0
               when p.kind = 'BUYER_REFUND' and p.side = 'CREDIT' then p.amount_minor
               when p.kind = 'INSTALMENT_PROVIDER' and p.side = 'CREDIT' then p.amount_minor
               when e.fact = 'CHARGEBACK_LOST' and p.kind = 'CHARGEBACK_SUSPENSE' and p.side = 'CREDIT' then p.amount_minor
               when e.fact = 'CHARGEBACK_LOST' and p.kind = 'BUYER_REFUND' and p.side = 'DEBIT' then -p.amount_minor
               else 0 end), 0)::bigint
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
     where e.id = entry;
$$;

create function require_draw() returns trigger language plpgsql as $$
declare
    given bigint := given_by(new.entry_id);
    drawn bigint;
begin
    select coalesce(sum(amount_minor + beyond_minor), 0) into drawn from indemnity_draw where entry_id = new.entry_id;
    if given <> drawn then
        raise exception 'entry % gives the buyer %, and draws % on the indemnity', new.entry_id, given, drawn
            using errcode = 'check_violation', constraint = 'what_is_given_is_drawn';
    end if;
    return null;
end $$;

-- Orders whose buyers have had something back before there was a register.
insert into indemnity (order_id, loss, currency, loss_minor, drawn_minor)
select e.order_id, 'PURCHASE', max(p.currency), paid_for(e.order_id, max(p.currency)), 0
  from ledger_entry e join ledger_posting p on p.entry_id = e.id
 where e.order_id is not null and given_by(e.id) > 0 and paid_for(e.order_id, p.currency) > 0
 group by e.order_id;
insert into indemnity_draw (entry_id, order_id, loss, source, amount_minor, beyond_minor, currency, drawn_at)
select id, order_id, 'PURCHASE', source,
       least(given, greatest(loss_minor - before, 0)),
       given - least(given, greatest(loss_minor - before, 0)), currency, posted_at
  from (select e.id, e.order_id, e.posted_at, i.currency, i.loss_minor, g.given,
               coalesce(sum(g.given) over (partition by e.order_id order by e.id
                                           rows between unbounded preceding and 1 preceding), 0) as before,
               case e.fact when 'ADVANCE_PAID' then 'ADVANCE'
                           when 'CLAWED_BACK' then 'RULING'
                           when 'CHARGEBACK_LOST' then 'CHARGEBACK'
                           else case when o.ruling_id is null then 'REFUND' else 'RULING' end end as source
          from ledger_entry e
          join orders o on o.id = e.order_id
          join indemnity i on i.order_id = e.order_id
          cross join lateral (select given_by(e.id) as given) g
         where g.given > 0) told;

create constraint trigger ledger_posting_has_a_draw after insert on ledger_posting
    deferrable initially deferred for each row
    when (new.kind in ('BUYER_REFUND', 'INSTALMENT_PROVIDER', 'CHARGEBACK_SUSPENSE') and new.side = 'CREDIT')
    execute function require_draw();
create constraint trigger indemnity_draw_has_a_posting after insert on indemnity_draw
    deferrable initially deferred for each row execute function require_draw();
