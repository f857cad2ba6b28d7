-- Between which transactions the entries are that are not sealed yet. The sealer reads from there, in their order, no more than
-- it seals at once: after a long pause it had read all that waited for each step.
create view ledger_tail as
with position as materialized (
    select p.below, p.foreign_newest, pg_snapshot_xmax(pg_current_snapshot()) as next,
           (select e.xid from ledger_entry e order by e.xid desc, e.id desc limit 1) as newest
      from ledger_progress p)
select case when renumbered then '0'::xid8 else below end as low,
       case when renumbered then '18446744073709551615'::xid8 else next end as high
  from (select below, next, below > next or (newest >= next and newest is distinct from foreign_newest) as renumbered
          from position) numbered;

create or replace view ledger_unsealed as
with bounds as materialized (select low, high from ledger_tail)
select e.id, e.xid
  from bounds b join ledger_entry e on e.xid >= b.low and e.xid < b.high
 where not exists (select from ledger_seal s where s.entry_id = e.id offset 0);
