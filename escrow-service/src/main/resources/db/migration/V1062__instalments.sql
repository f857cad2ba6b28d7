-- Plans of buyers who pay an order in parts. What was agreed never changes: a part keeps its amount, and what a refund takes
-- off it is written beside it.
create table instalment_plan (
    id                 uuid        primary key,
    order_id           uuid        not null references orders (id),
    buyer_id           uuid        not null,
    stage              text        not null check (stage in ('PROPOSED', 'OPEN', 'CLOSED', 'DROPPED')),
    total_minor        bigint      not null check (total_minor > 0),
    currency           text        not null check (currency ~ '^[A-Z]{3}$'),
    part_count         int         not null check (part_count between 2 and 60),
    method             text        not null,
    later_script       text,                         -- sandbox only: what its provider shall do with the later parts
    mandate            text,                         -- what the provider calls the buyer's agreement to be charged again
    policy_version     text        not null,
    remind_before_s    bigint      not null check (remind_before_s >= 0),
    retry_after        text        not null,         -- durations, after each try that failed
    write_off_after_s  bigint      not null check (write_off_after_s > 0),
    agreed_at          timestamptz not null,
    opened_at          timestamptz,
    ended_at           timestamptz,
    constraint open_since check (stage not in ('OPEN', 'CLOSED') or (opened_at is not null and mandate is not null)),
    constraint ended_since check ((stage in ('CLOSED', 'DROPPED')) = (ended_at is not null))
);
create unique index one_plan_per_order on instalment_plan (order_id) where stage <> 'DROPPED';
create index instalment_plan_of_buyer on instalment_plan (buyer_id) where stage <> 'DROPPED';

create table instalment_part (
    id               uuid        primary key,
    plan_id          uuid        not null references instalment_plan (id),
    number           int         not null check (number > 0),
    amount_minor     bigint      not null check (amount_minor > 0),
    cancelled_minor  bigint      not null default 0 check (cancelled_minor between 0 and amount_minor),
    due_on           date        not null,
    due_at           timestamptz not null,
    stage            text        not null check (stage in ('SCHEDULED', 'ASKED', 'MISSED', 'OVERDUE', 'PAID', 'CANCELLED',
                                                           'WRITTEN_OFF')),
    payment_id       uuid,                           -- the one that is asked for, or that has paid it
    by_hand          boolean     not null default false,  -- whether the buyer is paying it themselves
    tries            int         not null default 0 check (tries >= 0),
    retry_at         timestamptz,
    overdue_since    timestamptz,
    paid_at          timestamptz,
    written_off_at   timestamptz,
    constraint part_by_number unique (plan_id, number),
    constraint asked_by_a_payment check (stage <> 'ASKED' or payment_id is not null),
    constraint missed_is_tried_again check (stage <> 'MISSED' or retry_at is not null),
    constraint overdue_has_a_time check (stage not in ('OVERDUE', 'WRITTEN_OFF') or overdue_since is not null),
    constraint paid_by_a_payment check ((stage = 'PAID') = (paid_at is not null) and (paid_at is null or payment_id is not null)),
    constraint cancelled_as_a_whole
        check (case stage when 'CANCELLED' then cancelled_minor = amount_minor
                          when 'WRITTEN_OFF' then true else cancelled_minor < amount_minor end),
    constraint written_off_has_a_time check ((stage = 'WRITTEN_OFF') = (written_off_at is not null))
);
create unique index a_payment_pays_one_part on instalment_part (payment_id) where stage = 'PAID';

-- A plan is whole: as many parts as it says, which sum to its total, which is the order's. Checked at commit, because a plan
-- is whole only with its last part; and once nothing of it is left to be paid it is not open any more, nor the other way round.
create function require_whole_plan() returns trigger language plpgsql as $$
declare
    checked  uuid;
    plan     instalment_plan;
    parts    int;
    sum_of   bigint;
    owed     int;
    agreed   bigint;
begin
    if tg_table_name = 'instalment_plan' then
        checked := new.id;
    else
        checked := new.plan_id;
    end if;
    select * into plan from instalment_plan where id = checked;
    select total_minor into agreed from orders where id = plan.order_id;
    select count(*), coalesce(sum(amount_minor), 0),
           count(*) filter (where stage in ('SCHEDULED', 'ASKED', 'MISSED', 'OVERDUE'))
      into parts, sum_of, owed from instalment_part where plan_id = checked;
    if parts <> plan.part_count or sum_of <> plan.total_minor then
        raise exception 'plan % has % parts of % together (expected: % of %)',
            checked, parts, sum_of, plan.part_count, plan.total_minor using errcode = 'check_violation';
    end if;
    if plan.total_minor <> agreed then
        raise exception 'plan % is of % (expected: the total of its order, %)', checked, plan.total_minor, agreed
            using errcode = 'check_violation';
    end if;
    if plan.stage in ('OPEN', 'CLOSED') and (owed > 0) <> (plan.stage = 'OPEN') then
        raise exception 'plan % is % and owes % parts', checked, plan.stage, owed using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger instalment_plan_whole after insert or update on instalment_plan
    deferrable initially deferred for each row execute function require_whole_plan();
create constraint trigger instalment_part_whole after insert or update on instalment_part
    deferrable initially deferred for each row execute function require_whole_plan();

-- What was agreed stays, and what is final stays final.
create function require_same_plan() returns trigger language plpgsql as $$
begin
    if (new.id, new.order_id, new.buyer_id, new.total_minor, new.currency, new.part_count, new.policy_version, new.agreed_at)
       is distinct from
       (old.id, old.order_id, old.buyer_id, old.total_minor, old.currency, old.part_count, old.policy_version, old.agreed_at)
    then
        raise exception 'plan % was agreed on otherwise', old.id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger instalment_plan_agreed before update on instalment_plan
    for each row execute function require_same_plan();

create function require_same_part() returns trigger language plpgsql as $$
begin
    if (new.id, new.plan_id, new.number, new.amount_minor, new.due_on, new.due_at)
       is distinct from (old.id, old.plan_id, old.number, old.amount_minor, old.due_on, old.due_at)
    then
        raise exception 'part % was agreed on otherwise', old.id using errcode = 'restrict_violation';
    end if;
    if new.cancelled_minor < old.cancelled_minor or (old.stage in ('PAID', 'CANCELLED', 'WRITTEN_OFF') and new.stage <> old.stage)
    then
        raise exception 'part % is % and stays so', old.id, old.stage using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger instalment_part_agreed before update on instalment_part
    for each row execute function require_same_part();

create trigger instalment_plan_stays before delete or truncate on instalment_plan
    for each statement execute function refuse_change();
create trigger instalment_part_stays before delete or truncate on instalment_part
    for each statement execute function refuse_change();

-- Every decision about a plan with all it went by, so that it can be explained and done again.
create table credit_review (
    id                 uuid        primary key,
    order_id           uuid        not null references orders (id),
    buyer_id           uuid        not null,
    policy_version     text        not null,
    parts              int         not null,
    total_minor        bigint      not null,
    currency           text        not null,
    level              text        not null,
    score              int,
    open_minor         bigint      not null,
    overdue_minor      bigint      not null,
    written_off_minor  bigint      not null,
    reasons            text        not null,         -- codes of what speaks against it; empty for a yes
    reviewed_at        timestamptz not null
);
create index credit_review_of_order on credit_review (order_id, id);
create trigger credit_review_append_only before update or delete or truncate on credit_review
    for each statement execute function refuse_change();

-- A part is given up before its time by two people of finance, never by one.
create table write_off (
    part_id      uuid        primary key references instalment_part (id),
    proposed_by  uuid        not null,
    proposed_at  timestamptz not null,
    approved_by  uuid,
    approved_at  timestamptz,
    constraint four_eyes check (approved_by is null or approved_by <> proposed_by),
    constraint approved_since check ((approved_by is null) = (approved_at is null))
);
