-- The same guards for less. Each of them looked two or three times at what one look tells, once for every posting.
-- What is refused, and when, has not changed: at commit, for the entry and for each of its postings.
create or replace function require_balanced() returns trigger language plpgsql as $$
declare
    entry      uuid;
    lines      int;
    unbalanced text;
begin
    if tg_table_name = 'ledger_entry' then
        entry := new.id;
    else
        entry := new.entry_id;
    end if;
    select coalesce(sum(count), 0), string_agg(difference || ' ' || currency, ', ') filter (where difference <> 0)
      into lines, unbalanced
      from (select currency, count(*) as count,
                   sum(case side when 'DEBIT' then amount_minor else -amount_minor end) as difference
              from ledger_posting where entry_id = entry group by currency) sums;
    if lines < 2 then
        raise exception 'entry % has % postings (expected: 2 or more)', entry, lines using errcode = 'check_violation';
    end if;
    if unbalanced is not null then
        raise exception 'entry % is out of balance by %', entry, unbalanced using errcode = 'check_violation';
    end if;
    return null;
end $$;

create or replace function require_lots(entry uuid, lots_account text, lots_currency text) returns void
language plpgsql as $$
declare
    credits bigint;
    debits  bigint;
    made    bigint;
    used    bigint;
begin
    select p.credits, p.debits, l.made, u.used
      into credits, debits, made, used
      from (select coalesce(sum(amount_minor) filter (where side = 'CREDIT'), 0) as credits,
                   coalesce(sum(amount_minor) filter (where side = 'DEBIT'), 0) as debits
              from ledger_posting
             where entry_id = entry and account = lots_account and currency = lots_currency) p,
           (select coalesce(sum(amount_minor), 0) as made
              from earning_lot
             where entry_id = entry and account = lots_account and currency = lots_currency) l,
           (select coalesce(sum(taken.amount_minor), 0) as used
              from earning_use taken join earning_lot lot on lot.id = taken.lot_id
             where taken.entry_id = entry and lot.account = lots_account and lot.currency = lots_currency) u;
    if credits <> made or debits <> used then
        raise exception 'entry % credits % and debits % of %, its lots are % and its uses %',
            entry, credits, debits, lots_account, made, used
            using errcode = 'check_violation', constraint = 'earnings_are_lots';
    end if;
end $$;

-- Postings of a seller are found by their account like all others; a second index for them was one more to write.
drop index ledger_posting_of_seller;

-- Rows that change while they live: with room beside them a new version stays on its page and touches no index.
alter table orders set (fillfactor = 70);
alter table guarded_balance set (fillfactor = 70);
