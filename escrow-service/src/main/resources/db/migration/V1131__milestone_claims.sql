-- A defect may show when its milestone has been accepted: a dispute claims what that one has brought, once, and a ruling divides that.
create table milestone_claim (
    milestone_id  uuid        primary key references milestone (id),
    order_id      uuid        not null references orders (id),
    dispute_id    uuid        not null unique,
    since         timestamptz not null,
    ruling_id     uuid                                     -- by which it was decided; absent while it is open
);
create index milestone_claim_of_order on milestone_claim (order_id);

create function guard_milestone_claim() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.ruling_id is not null or new.ruling_id is null
       or (new.milestone_id, new.order_id, new.dispute_id, new.since)
          <> (old.milestone_id, old.order_id, old.dispute_id, old.since) then
        raise exception 'a claim is only ever decided' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger milestone_claim_only_decided before update or delete on milestone_claim
    for each row execute function guard_milestone_claim();
create trigger milestone_claim_kept before truncate on milestone_claim
    for each statement execute function refuse_change();

-- It is about what was accepted; while it is open nothing of it is paid out; and it is decided by money that has moved.
create function require_milestone_claim() returns trigger language plpgsql as $$
declare
    claim milestone_claim;
begin
    select * into claim from milestone_claim where milestone_id = new.milestone_id;
    if not exists (select from milestone m
                    where m.id = claim.milestone_id and m.order_id = claim.order_id and m.state = 'RELEASED') then
        raise exception 'milestone % was not accepted', claim.milestone_id
            using errcode = 'check_violation', constraint = 'a_claim_is_about_what_was_accepted';
    end if;
    if claim.ruling_id is null
       and not exists (select from earning_block b where b.order_id = claim.order_id and b.dispute_id = claim.dispute_id) then
        raise exception 'milestone % is claimed and its earnings may be paid out', claim.milestone_id
            using errcode = 'check_violation', constraint = 'what_is_claimed_is_not_paid_out';
    end if;
    if claim.ruling_id is not null
       and not exists (select from ruling_money r
                        where r.ruling_id = claim.ruling_id and r.milestone_id = claim.milestone_id
                          and r.dispute_id = claim.dispute_id and r.state = 'SETTLED') then
        raise exception 'the claim about milestone % is decided by nobody', claim.milestone_id
            using errcode = 'check_violation', constraint = 'a_claim_is_decided_by_a_ruling';
    end if;
    return null;
end $$;
create constraint trigger milestone_claim_is_true after insert or update on milestone_claim
    deferrable initially deferred for each row execute function require_milestone_claim();
