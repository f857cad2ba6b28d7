-- A dispute counts from when it was opened, whenever it is heard of. One that comes after silence was taken for consent takes the
-- release back; one about what a look does not show claims what was released. Several may freeze an order at once, and it goes on
-- when the last of them has let it go.
alter table orders
    add column hidden_defect_within_s  bigint  not null default 604800 check (hidden_defect_within_s > 0),
    add column counterfeit_within_s    bigint  not null default 2592000 check (counterfeit_within_s > 0),
    add column freeze_warn_after_s     bigint  not null default 4579200 check (freeze_warn_after_s > 0),
    add column freeze_end_after_s      bigint  not null default 5184000 check (freeze_end_after_s > 0),
    add column freeze_extend_by_s      bigint  not null default 2592000 check (freeze_extend_by_s > 0),
    add column freeze_extended         boolean not null default false,
    add column release_reversed        boolean not null default false,
    add column claim_dispute           uuid,
    add column claim_since             timestamptz,
    add column claim_ruling            uuid,                -- by which it was decided; absent while it is open
    add constraint a_freeze_warns_before_it_ends check (freeze_warn_after_s < freeze_end_after_s),
    add constraint a_release_is_reversed_for_a_dispute check (not release_reversed or dispute_id is not null),
    add constraint a_claim_is_about_what_was_released check (
        (claim_dispute is null) = (claim_since is null)
        and (claim_dispute is not null or claim_ruling is null)
        and (claim_dispute is null or (stage = 'RELEASED' and dispute_id is null)));

-- Who keeps the money of an order, or what has become of it, from moving. One row each, kept when it is over.
create table order_freeze (
    id         uuid        primary key default gen_random_uuid(),
    order_id   uuid        not null references orders (id),
    cause_id   uuid        not null,                        -- the dispute, or the case of the bank
    frozen_by  text        not null check (frozen_by in ('DISPUTE', 'BANK')),
    since      timestamptz not null,
    ended_at   timestamptz
);
create index order_freeze_of_order on order_freeze (order_id);
create unique index one_freeze_per_cause on order_freeze (order_id, cause_id) where ended_at is null;
create unique index one_open_dispute_per_order on order_freeze (order_id) where frozen_by = 'DISPUTE' and ended_at is null;

insert into order_freeze (order_id, cause_id, frozen_by, since)
select o.id, o.dispute_id, case when c.id is null then 'DISPUTE' else 'BANK' end, o.disputed_since
  from orders o left join chargeback c on c.id = o.dispute_id
 where o.stage = 'DISPUTED'
 union
select o.id, c.id, 'BANK', c.opened_at
  from orders o join chargeback c on c.order_id = o.id
 where o.stage = 'DISPUTED' and c.status in ('OPEN', 'CONTESTED') and c.frozen = 'HELD';

create function guard_freeze() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ended_at is not null
       or (to_jsonb(new) - 'ended_at') <> (to_jsonb(old) - 'ended_at') then
        raise exception 'a freeze only ever ends' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger order_freeze_only_ends before update or delete on order_freeze
    for each row execute function guard_freeze();
create trigger order_freeze_kept before truncate on order_freeze
    for each statement execute function refuse_change();

-- An order is frozen for somebody, and moves on only when nobody freezes it any more. At commit, because order and freeze are
-- written one after the other.
create function require_freeze() returns trigger language plpgsql as $$
declare
    now_at orders;
begin
    select * into now_at from orders where id = new.id;
    if now_at.stage = 'DISPUTED' then
        if not exists (select from order_freeze
                        where order_id = now_at.id and cause_id = now_at.dispute_id and ended_at is null) then
            raise exception 'nobody freezes order %', now_at.id
                using errcode = 'check_violation', constraint = 'frozen_for_somebody';
        end if;
    elsif (now_at.claim_dispute is null or now_at.claim_ruling is not null)
          and exists (select from order_freeze where order_id = now_at.id and ended_at is null) then
        raise exception 'order % is still frozen', now_at.id
            using errcode = 'check_violation', constraint = 'frozen_by_somebody_still';
    end if;
    return null;
end $$;
create constraint trigger order_is_frozen after update on orders deferrable initially deferred for each row
    when (old.stage is distinct from new.stage and 'DISPUTED' in (old.stage, new.stage)
          or old.dispute_id is distinct from new.dispute_id
          or old.claim_ruling is distinct from new.claim_ruling)
    execute function require_freeze();

-- The end of an order stays. Only a release that was no word of the buyer's is taken back, by an entry, for one dispute.
create function require_end() returns trigger language plpgsql as $$
begin
    if old.stage = 'RELEASED' and new.stage = 'DISPUTED' and new.release_reversed
       and exists (select from ledger_entry
                    where operation_key = 'RELEASE_REVERSED:' || new.dispute_id and order_id = new.id) then
        return null;
    end if;
    raise exception 'order % has ended as %', old.id, old.stage
        using errcode = 'restrict_violation', constraint = 'an_end_stays';
end $$;
create constraint trigger order_end_stays after update on orders deferrable initially deferred for each row
    when (old.stage in ('RELEASED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'CANCELLED') and new.stage <> old.stage)
    execute function require_end();

-- A freeze lasts longer only when two people have agreed to it, and once.
create function require_extension() returns trigger language plpgsql as $$
begin
    if not exists (select from approval
                    where kind = 'EXTEND_FREEZE' and subject = new.id::text and state = 'APPROVED'
                      and decided_at >= coalesce(new.disputed_since, new.claim_since)) then
        raise exception 'nobody has agreed to freeze order % for longer', new.id
            using errcode = 'check_violation', constraint = 'two_people_extend_a_freeze';
    end if;
    return null;
end $$;
create constraint trigger order_freeze_extended after update on orders deferrable initially deferred for each row
    when (new.freeze_extended and not old.freeze_extended)
    execute function require_extension();
