-- Entries are sealed in a chain after they have committed, never while they are written: a chain that every writer must
-- extend would be the one row that all of them wait for. A sealer gives committed entries consecutive numbers.
-- See docs/adr/0015-ledger-chain.md.
alter table ledger_entry
    -- The transaction that wrote it: entries of transactions that are all over can be put in an order that stays.
    add column xid                xid8 not null default pg_current_xact_id(),
    -- What caused it, for those who search: the request's correlation id and idempotency key, the provider's own name.
    add column correlation_id     text check (length(correlation_id) <= 128),
    add column idempotency_key    text check (length(idempotency_key) <= 128),
    add column provider_reference text;
create index ledger_entry_by_commit on ledger_entry (xid, id);
create index ledger_entry_of_idempotency_key on ledger_entry (idempotency_key, id) where idempotency_key is not null;
create index ledger_entry_of_provider_reference on ledger_entry (provider_reference, id)
    where provider_reference is not null;

-- What is sealed as a number in JSON must be one that every reader holds exactly.
alter table ledger_posting add constraint amount_every_reader_holds check (amount_minor <= 9007199254740991);
-- All postings of an account, newest or oldest first; it also serves what the index for sellers alone did.
create index ledger_posting_of_account on ledger_posting (account, entry_id);
drop index ledger_posting_of_seller;

create table ledger_seal (
    n             bigint      primary key check (n > 0),
    -- No foreign key: its check would lock, and so rewrite, every entry a second time. The trigger looks.
    entry_id      uuid        not null constraint one_seal_per_entry unique,
    content_hash  bytea       not null check (length(content_hash) = 32),  -- of the entry in canonical JSON
    hash          bytea       not null check (length(hash) = 32),          -- over number, hash before and content hash
    sealed_at     timestamptz not null default clock_timestamp()           -- machine time
);

create trigger ledger_seal_append_only before update or delete or truncate on ledger_seal
    for each statement execute function refuse_change();

-- The second guard of the chain: whoever appends a seal, it follows from the one before or is refused.
create function require_chained() returns trigger language plpgsql as $$
declare
    before bytea := decode(repeat('00', 32), 'hex');
begin
    if new.n > 1 then
        select hash into before from ledger_seal where n = new.n - 1;
        if not found then
            raise exception 'seal % has no seal before it', new.n using errcode = 'check_violation';
        end if;
    end if;
    if new.hash <> sha256('bonafide.ledger.v1'::bytea || int8send(new.n) || before || new.content_hash) then
        raise exception 'seal % does not follow from the one before it', new.n using errcode = 'check_violation';
    end if;
    if not exists (select from ledger_entry where id = new.entry_id) then
        raise exception 'seal % is of no entry', new.n using errcode = 'foreign_key_violation';
    end if;
    return new;
end $$;

create trigger ledger_seal_chained before insert on ledger_seal
    for each row execute function require_chained();

-- How far the sealer is. Changed by the sealer alone, a batch at a time.
create table ledger_progress (
    singleton       boolean primary key default true check (singleton),
    n               bigint  not null,              -- the last seal, which is also how far the sums are folded
    below           xid8    not null,              -- every entry of an older transaction is sealed
    -- After a restore from a dump the server counts transactions anew, and old entries carry numbers it has yet to reach.
    -- Up to this one they are known and sealed.
    foreign_newest  xid8
);
insert into ledger_progress (n, below) values (0, '0');

-- Entries that are committed and not sealed, at the snapshot of the query. Cheap however long the ledger is: only what the
-- sealer has not passed is looked at. The subquery stays one (offset 0), so that it is asked per row and never for all.
create view ledger_unsealed as
with position as materialized (
    select p.below, p.foreign_newest, pg_snapshot_xmax(pg_current_snapshot()) as next,
           (select e.xid from ledger_entry e order by e.xid desc, e.id desc limit 1) as newest
      from ledger_progress p),
bounds as materialized (
    select case when renumbered then '0'::xid8 else below end as low,
           case when renumbered then '18446744073709551615'::xid8 else next end as high
      from (select below, next, below > next or (newest >= next and newest is distinct from foreign_newest) as renumbered
              from position) numbered)
select e.id, e.xid
  from bounds b join ledger_entry e on e.xid >= b.low and e.xid < b.high
 where not exists (select from ledger_seal s where s.entry_id = e.id offset 0);

-- Heads of the chain that were told to others, whose logs keep them: later the chain must still go through them.
create table ledger_witness (
    n        bigint      primary key,
    hash     bytea       not null check (length(hash) = 32),
    said_at  timestamptz not null default clock_timestamp()
);
create trigger ledger_witness_append_only before update or delete or truncate on ledger_witness
    for each statement execute function refuse_change();
