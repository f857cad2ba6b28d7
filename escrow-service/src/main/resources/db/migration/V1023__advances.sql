-- The compensation pool and what it has paid. What is in it is the balance of its account; here are its limits and whether it
-- is stopped. Its row is locked after the seller's, by whoever pays from it or changes it.
create table advance_pool (
    currency             text    primary key check (currency ~ '^[A-Z]{3}$'),
    version              bigint  not null check (version > 0),
    target_minor         bigint  not null check (target_minor > 0),
    case_limit_minor     bigint  not null check (case_limit_minor > 0),
    day_limit_minor      bigint  not null check (day_limit_minor > 0),
    seller_basis_points  int     not null check (seller_basis_points between 1 and 10000),
    stop_basis_points    int     not null check (stop_basis_points between 0 and 10000),
    stopped_by           text    check (stopped_by in ('LOW', 'PEOPLE')),
    stopped_at           timestamptz,
    constraint stopped_since check ((stopped_by is null) = (stopped_at is null))
);

-- CNY 100,000 wanted; 5,000 a case, 50,000 a day, 5 % of the target on one seller, stopped under 10 % of it.
insert into advance_pool (currency, version, target_minor, case_limit_minor, day_limit_minor, seller_basis_points,
                          stop_basis_points)
values ('CNY', 1, 10000000, 500000, 5000000, 500, 1000);

create table advance (
    id            uuid        primary key,             -- as dispute-service calls it
    dispute_id    uuid        not null,
    order_id      uuid        not null,
    buyer_id      uuid        not null,
    seller_id     uuid        not null,
    ruling_id     uuid        not null,
    cause         text        not null,
    amount_minor  bigint      not null check (amount_minor > 0),
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    state         text        not null check (state in ('PAID', 'REFUSED', 'VOIDED')),
    refusals      text        not null,                -- codes, with spaces between; empty for one that was paid
    business_day  date        not null,
    decided_at    timestamptz not null,
    voided_by     uuid,                                -- the ruling that found it wrong
    voided_at     timestamptz,
    constraint refused_says_why check ((state = 'REFUSED') = (refusals <> '')),
    constraint voided_says_by_what check ((state = 'VOIDED') = (voided_by is not null and voided_at is not null))
);
create index advance_of_day on advance (currency, business_day) where state <> 'REFUSED';
create index advance_of_order on advance (order_id);

-- The limits hold to the cent, whoever writes and however many at once: the pool's row is locked while they are added up.
create function guard_advance() returns trigger language plpgsql as $$
declare
    pool  advance_pool;
    spent bigint;
begin
    select * into pool from advance_pool where currency = new.currency for update;
    if not found then
        raise exception 'no pool in %', new.currency using errcode = 'check_violation';
    end if;
    if pool.stopped_by is not null then
        raise exception 'the pool in % is stopped', new.currency
            using errcode = 'check_violation', constraint = 'a_stopped_pool_pays_nothing';
    end if;
    if new.amount_minor > pool.case_limit_minor then
        raise exception 'advance % is above the limit of a case', new.id
            using errcode = 'check_violation', constraint = 'advance_within_the_limit_of_a_case';
    end if;
    select coalesce(sum(amount_minor), 0) into spent
      from advance
     where currency = new.currency and business_day = new.business_day and state <> 'REFUSED';
    if spent > pool.day_limit_minor then
        raise exception 'advances of % come to %', new.business_day, spent
            using errcode = 'check_violation', constraint = 'advances_within_the_limit_of_a_day';
    end if;
    return null;
end $$;

create trigger advance_within_limits after insert on advance
    for each row when (new.state = 'PAID') execute function guard_advance();

-- What needs two people: asked for by one, approved by another.
create table approval (
    id          uuid        primary key,
    kind        text        not null,
    subject     text        not null,                  -- what it is about: a currency or an id
    wish        text        not null,                  -- what was asked for, JSON
    asked_by    uuid        not null,
    asked_at    timestamptz not null,
    expires_at  timestamptz not null,
    state       text        not null check (state in ('OPEN', 'APPROVED', 'REJECTED')),
    decided_by  uuid,
    decided_at  timestamptz,
    constraint decided_by_somebody check ((state = 'OPEN') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
    constraint two_people check (state <> 'APPROVED' or decided_by <> asked_by)
);
create index approval_open on approval (kind, subject) where state = 'OPEN';
