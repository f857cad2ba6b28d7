-- Disputes, one row each, their rulings, and every transition they made.
-- The stages are types in Java; here each stage is held to the facts it cannot be without, so that no writer, ours or
-- another, leaves a dispute that the code could not read, two about one order, or money asked for without a ruling.
create table ruling (
    id          uuid        primary key,
    dispute_id  uuid        not null unique,        -- one ruling, one word to the escrow service
    by          text        not null check (by in ('ARBITER', 'WITHDRAWAL')),
    outcome     text        not null check (outcome in ('BUYER', 'SELLER')),
    arbiter_id  uuid,
    reasons     text        not null check (length(reasons) between 1 and 5000),
    ruled_at    timestamptz not null,
    constraint an_arbiter_signs check ((by = 'ARBITER') = (arbiter_id is not null))
);

create table dispute (
    id              uuid        primary key,
    version         bigint      not null,
    stage           text        not null check (stage in ('OPENING', 'QUEUED', 'IN_HANDS', 'EXECUTING', 'CLOSED',
                                'NOT_OPENED')),

    -- the claim, which never changes
    order_id        uuid        not null references disputable_order (order_id),
    buyer_id        uuid        not null,
    seller_id       uuid        not null,
    opened_by       text        not null check (opened_by in ('BUYER', 'SELLER')),
    reason          text        not null check (reason in ('INR', 'SNAD', 'DAMAGED', 'COUNTERFEIT', 'WRONG_ITEM',
                                'MISSING_PARTS', 'OTHER')),
    claim_text      text        not null check (length(claim_text) between 1 and 5000),
    opened_at       timestamptz not null,

    -- what is known by now
    frozen_at       timestamptz,
    assign_by       timestamptz,
    overdue_since   timestamptz,                    -- nobody took it in time
    arbiter_id      uuid,
    assigned_at     timestamptz,
    ruling_id       uuid        references ruling (id),
    pay_by          timestamptz,
    unpaid_since    timestamptz,                    -- the money did not follow in time
    freeze_refusal  text,
    closed_at       timestamptz,

    -- the witness of the chain of evidence, kept apart from its lines
    chain_length    bigint      not null default 0 check (chain_length >= 0),
    chain_head      text        not null check (chain_head ~ '^[0-9a-f]{64}$'),

    constraint nobody_disputes_with_themselves check (buyer_id <> seller_id),
    constraint nobody_rules_in_their_own_case check (arbiter_id not in (buyer_id, seller_id)),
    constraint waiting_has_an_end
        check (stage not in ('QUEUED', 'IN_HANDS') or (frozen_at is not null and assign_by is not null)),
    constraint in_hands_of_somebody
        check (stage <> 'IN_HANDS' or (arbiter_id is not null and assigned_at is not null)),
    constraint money_moves_by_a_ruling
        check ((stage in ('EXECUTING', 'CLOSED')) = (ruling_id is not null)),
    constraint execution_has_an_end check (stage <> 'EXECUTING' or pay_by is not null),
    constraint not_opened_says_why check ((stage = 'NOT_OPENED') = (freeze_refusal is not null)),
    constraint ended_at_some_time check ((stage in ('CLOSED', 'NOT_OPENED')) = (closed_at is not null))
);
alter table ruling add constraint ruling_of_a_dispute foreign key (dispute_id) references dispute (id);
create unique index one_open_dispute_per_order on dispute (order_id) where stage not in ('CLOSED', 'NOT_OPENED');
create index dispute_of_buyer on dispute (buyer_id, id desc);
create index dispute_of_seller on dispute (seller_id, id desc);
create index dispute_queue on dispute (assign_by, id) where stage = 'QUEUED';
create index dispute_in_hands_of on dispute (arbiter_id, assign_by, id) where stage = 'IN_HANDS';
create index dispute_unpaid on dispute (id) where stage = 'EXECUTING' and unpaid_since is not null;

create table dispute_transition (
    dispute_id  uuid        not null references dispute (id),
    number      int         not null check (number > 0),
    from_stage  text,                               -- absent for the first
    to_stage    text        not null,
    actor       text        not null,
    actor_id    uuid,                               -- the person, where one acted
    reason      text        not null,               -- the command
    at          timestamptz not null,
    primary key (dispute_id, number)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

create trigger ruling_append_only before update or delete or truncate on ruling
    for each statement execute function refuse_change();
create trigger dispute_transition_append_only before update or delete or truncate on dispute_transition
    for each statement execute function refuse_change();

create function keep_claim() returns trigger language plpgsql as $$
begin
    if (new.id, new.order_id, new.buyer_id, new.seller_id, new.opened_by, new.reason, new.claim_text, new.opened_at)
        is distinct from
       (old.id, old.order_id, old.buyer_id, old.seller_id, old.opened_by, old.reason, old.claim_text, old.opened_at) then
        raise exception 'A claim is never changed' using errcode = 'restrict_violation';
    end if;
    if old.ruling_id is not null and new.ruling_id is distinct from old.ruling_id then
        raise exception 'A ruling is never exchanged' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger dispute_keeps_its_claim before update on dispute for each row execute function keep_claim();
