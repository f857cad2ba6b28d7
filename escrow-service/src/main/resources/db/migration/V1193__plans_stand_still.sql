-- While it is in question whether the buyer keeps what a plan pays for, the plan stands still, before the release as well as after it, and
-- then goes on with the time that was left. What was agreed stays written; by how many days it has moved stands beside it.
alter table instalment_plan add column paused_since timestamptz;
alter table instalment_part add column deferred_days int not null default 0 check (deferred_days >= 0);

update instalment_plan p set paused_since = now()
  from orders o
 where o.id = p.order_id and p.stage = 'OPEN'
   and (o.stage in ('DISPUTED', 'RETURNING')
        or o.stage = 'RELEASED' and o.claim_dispute is not null and o.claim_ruling is null);

create or replace function require_same_part() returns trigger language plpgsql as $$
begin
    if (new.id, new.plan_id, new.number, new.amount_minor, new.due_on, new.due_at)
       is distinct from (old.id, old.plan_id, old.number, old.amount_minor, old.due_on, old.due_at)
    then
        raise exception 'part % was agreed on otherwise', old.id using errcode = 'restrict_violation';
    end if;
    if new.cancelled_minor < old.cancelled_minor or new.deferred_days < old.deferred_days
       or (old.stage in ('PAID', 'CANCELLED', 'WRITTEN_OFF') and (new.stage, new.deferred_days) <> (old.stage, old.deferred_days))
    then
        raise exception 'part % is % and stays so', old.id, old.stage using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- Nobody is asked for a part of a plan that stands still; a buyer may pay one all the same.
create function refuse_asking_meanwhile() returns trigger language plpgsql as $$
begin
    if exists (select from instalment_plan where id = new.plan_id and paused_since is not null) then
        raise exception 'part % is asked for while its plan stands still', new.id
            using errcode = 'check_violation', constraint = 'nobody_is_asked_meanwhile';
    end if;
    return new;
end $$;
create trigger nobody_is_asked_meanwhile before update on instalment_part for each row
    when (new.stage = 'ASKED' and old.stage <> 'ASKED' and not new.by_hand) execute function refuse_asking_meanwhile();
