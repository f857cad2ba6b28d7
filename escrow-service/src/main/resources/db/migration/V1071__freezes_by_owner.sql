-- Whether a posting touches a frozen owner is asked by the owners it touches, not by the freezes there are: a booking costs
-- the same however many orders are frozen. What is refused has not changed.
create or replace function refuse_frozen() returns trigger language plpgsql as $$
declare
    frozen uuid;
begin
    if not exists (select from ledger_freeze where lifted_at is null) then
        return null;
    end if;
    select f.owner into frozen
      from (select e.order_id as owner from ledger_entry e where e.id in (select entry_id from inserted)
             union
            select nullif(split_part(account, ':', 2), '')::uuid from inserted) touched
     cross join lateral (
           select owner from ledger_freeze where owner = touched.owner and lifted_at is null limit 1) f
     limit 1;
    if found then
        raise exception 'the accounts of % are frozen', frozen
            using errcode = 'check_violation', constraint = 'ledger_frozen';
    end if;
    return null;
end $$;
