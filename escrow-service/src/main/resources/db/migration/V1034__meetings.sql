-- Meeting in person. The buyer gives a code for the item, or the signed word of it where there is no network. The database
-- alone reveals neither: of the code it has a keyed hash and a sealed form, of the signing key the public half and a sealed
-- form of the other.
alter table orders
    add column delivery       text    not null default 'PARCEL' check (delivery in ('PARCEL', 'MEET')),
    add column code_issued    boolean not null default false,
    add column tell_within_s  bigint  not null default 86400 check (tell_within_s > 0),
    alter column delivery_address_id drop not null,
    add constraint a_parcel_has_an_address check ((delivery = 'PARCEL') = (delivery_address_id is not null)),
    add constraint a_code_is_for_a_meeting check (not code_issued or delivery = 'MEET'),
    add constraint a_meeting_has_no_parcel check (shipment_id is null or delivery = 'PARCEL'),
    drop constraint sent_has_a_shipment,
    add constraint sent_has_a_shipment
        check (stage in ('PLACED', 'AWAITING_PAYMENT', 'FUNDED', 'CANCELLED') or shipment_id is not null
               or (delivery = 'MEET' and stage <> 'SHIPPED'));

create table hand_over_pass (
    order_id            uuid        not null references orders (id),
    number              int         not null check (number > 0),
    issued_at           timestamptz not null,
    code_hash           text        not null check (code_hash ~ '^[0-9a-f]{64}$'),
    code_sealed         bytea       not null,
    public_key          bytea       not null,
    signing_key_sealed  bytea       not null,
    wrong_tries         int         not null default 0 constraint five_tries check (wrong_tries between 0 and 5),
    primary key (order_id, number)
);

create function require_meeting() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from orders where id = new.order_id and delivery = 'MEET') then
        raise exception 'order % is no meeting', new.order_id
            using errcode = 'check_violation', constraint = 'a_pass_is_for_a_meeting';
    end if;
    return new;
end $$;
create trigger a_pass_is_for_a_meeting before insert on hand_over_pass
    for each row execute function require_meeting();

-- A pass stays what it is; only its wrong tries are counted, one by one and never back.
create function refuse_other_pass() returns trigger language plpgsql as $$
begin
    raise exception 'a pass stays as it was issued' using errcode = 'restrict_violation';
end $$;
create trigger hand_over_pass_stays before update on hand_over_pass for each row
    when ((new.order_id, new.number, new.issued_at, new.code_hash, new.code_sealed, new.public_key,
           new.signing_key_sealed) is distinct from
          (old.order_id, old.number, old.issued_at, old.code_hash, old.code_sealed, old.public_key,
           old.signing_key_sealed)
          or new.wrong_tries <> old.wrong_tries + 1)
    execute function refuse_other_pass();
create trigger hand_over_pass_kept before delete or truncate on hand_over_pass
    for each statement execute function refuse_change();

-- A code and a token work once: there is one hand-over per order, and it is proven by a pass of that order.
create table hand_over (
    order_id     uuid        primary key,
    pass_number  int         not null,
    proof        text        not null check (proof in ('CODE', 'TOKEN')),
    at           timestamptz not null,
    told_at      timestamptz not null,
    constraint handed_over_before_it_was_told check (at <= told_at),
    foreign key (order_id, pass_number) references hand_over_pass (order_id, number)
);
create trigger hand_over_append_only before update or delete or truncate on hand_over
    for each statement execute function refuse_change();
