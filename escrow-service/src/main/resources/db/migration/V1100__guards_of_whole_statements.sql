-- Guards of the ledger that look once at all the rows of a statement, where they looked at each row by itself. A statement that
-- writes its entries whole, with their postings and lots, is done with. What it has left unfinished is noted, and looked at
-- again at commit as it always was. What is refused has not changed; see docs/adr/0024-last-rows.md.
create table ledger_unfinished (
    entry_id  uuid  not null,
    account   text,                                    -- of earnings that are to be lots; absent: the entry itself
    currency  text
);

create function require_balanced_entry(entry uuid) returns void language plpgsql as $$
declare
    lines      int;
    unbalanced text;
begin
    if not exists (select from ledger_entry where id = entry) then
        raise exception 'a posting is of entry %, which there is not', entry using errcode = 'foreign_key_violation';
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
end $$;

create function require_finished() returns trigger language plpgsql as $$
begin
    if new.account is null then
        perform require_balanced_entry(new.entry_id);
    else
        perform require_lots(new.entry_id, new.account, new.currency);
    end if;
    delete from ledger_unfinished where entry_id = new.entry_id and account is not distinct from new.account;
    return null;
end $$;
create constraint trigger ledger_finished_at_commit after insert on ledger_unfinished
    deferrable initially deferred for each row execute function require_finished();

-- An entry needs postings; those have been looked at by themselves.
create function note_entries() returns trigger language plpgsql as $$
begin
    insert into ledger_unfinished (entry_id)
    select id from added where not exists (select from ledger_posting where entry_id = added.id);
    return null;
end $$;

-- Postings that balance leave an entry as balanced as it was. Credits of earnings are the lots the entry has made; debits are
-- uses of lots, which are written after them.
create function note_postings() returns trigger language plpgsql as $$
begin
    insert into ledger_unfinished (entry_id, account, currency)
    select p.entry_id, null, null
      from added p left join ledger_entry e on e.id = p.entry_id
     group by p.entry_id
    having sum(case p.side when 'DEBIT' then p.amount_minor else -p.amount_minor end) <> 0
        or min(p.currency) <> max(p.currency) or count(e.id) < count(*)
     union all
    select p.entry_id, p.account, p.currency
      from added p
     where p.kind in ('SELLER_PAYABLE', 'SELLER_RESERVE')
     group by p.entry_id, p.account, p.currency
    having bool_or(p.side = 'DEBIT')
        or (select sum(q.amount_minor) from ledger_posting q
             where q.entry_id = p.entry_id and q.account = p.account and q.currency = p.currency and q.side = 'CREDIT')
           is distinct from
           (select sum(l.amount_minor) from earning_lot l
             where l.entry_id = p.entry_id and l.account = p.account and l.currency = p.currency);
    return null;
end $$;

create function note_lots() returns trigger language plpgsql as $$
begin
    insert into ledger_unfinished (entry_id, account, currency)
    select a.entry_id, a.account, a.currency
      from added a
     group by a.entry_id, a.account, a.currency
    having (select sum(q.amount_minor) from ledger_posting q
             where q.entry_id = a.entry_id and q.account = a.account and q.currency = a.currency and q.side = 'CREDIT')
           is distinct from
           (select sum(l.amount_minor) from earning_lot l
             where l.entry_id = a.entry_id and l.account = a.account and l.currency = a.currency);
    return null;
end $$;

create trigger ledger_entry_noted after insert on ledger_entry
    referencing new table as added for each statement execute function note_entries();
create trigger ledger_posting_noted after insert on ledger_posting
    referencing new table as added for each statement execute function note_postings();
create trigger earning_lot_noted after insert on earning_lot
    referencing new table as added for each statement execute function note_lots();

drop trigger ledger_entry_balanced on ledger_entry;
drop trigger ledger_posting_balanced on ledger_posting;
drop function require_balanced();
drop trigger ledger_posting_has_lots on ledger_posting;
drop trigger earning_lot_has_a_posting on earning_lot;
-- Entries are never removed, and that a posting has one is looked at above: the key locked, and so rewrote, the entry.
alter table ledger_posting drop constraint ledger_posting_entry_id_fkey;

-- Asked before the function is called, and not by it.
drop trigger guarded_balance_by_entry_only on guarded_balance;
create trigger guarded_balance_by_entry_only before insert or update or delete on guarded_balance
    for each row when (pg_trigger_depth() < 1) execute function require_entry();
create or replace function require_entry() returns trigger language plpgsql as $$
begin
    raise exception 'a balance changes only by an entry' using errcode = 'restrict_violation';
end $$;
drop trigger earning_lot_guarded on earning_lot;
create trigger earning_lot_begins_open before insert on earning_lot
    for each row when (new.open_minor <> new.amount_minor) execute function guard_lot();
create trigger earning_lot_guarded before update or delete on earning_lot
    for each row execute function guard_lot();
