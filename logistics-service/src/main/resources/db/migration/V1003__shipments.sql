-- Shipments, and what carriers say of numbers. An observation belongs to a number and not to a shipment: so a message that
-- comes before its number is registered simply waits here, and is found when the seller registers it.
create table shipment (
    shipment_id      uuid        primary key,
    order_id         uuid        not null references known_order (order_id),
    buyer_id         uuid        not null,
    seller_id        uuid        not null,
    carrier          text        not null check (carrier ~ '^[A-Z][A-Z0-9_]*$'),
    number           text        not null check (length(number) between 1 and 64),
    number_corrected boolean     not null default false,
    registered_at    timestamptz not null,
    counts_from      timestamptz not null,             -- observations before this are of another journey
    destination_city text        check (destination_city ~ '^[0-9]{6}$'),

    stage            text        not null check (stage in ('ANNOUNCED', 'LABELLED', 'MOVING', 'AT_PICKUP_POINT',
                                 'DELIVERED', 'RETURNING', 'RETURNED', 'LOST', 'CANCELLED')),
    revision         bigint      not null check (revision > 0),
    view_digest      text        not null,
    cancelled_by     text        check (cancelled_by in ('SELLER', 'ORDER')),
    cancelled_at     timestamptz,
    first_scan_at    timestamptz,                      -- as it was said in ShipmentDispatched
    delivered_at     timestamptz,                      -- as it was said in ShipmentDelivered

    constraint cancelled_is_whole check (
        (stage = 'CANCELLED') = (cancelled_at is not null) and (cancelled_by is null) = (cancelled_at is null)),
    constraint dispatched_before_delivered check (delivered_at is null or first_scan_at is not null)
);
create unique index one_live_shipment_per_order on shipment (order_id) where stage <> 'CANCELLED';
create index shipment_of_order on shipment (order_id, shipment_id);
create index shipment_by_number on shipment (carrier, number);

-- Readers keep the highest revision they have seen, so it never goes back, and what was said is not unsaid.
create function shipment_goes_forward() returns trigger language plpgsql as $$
begin
    if new.revision < old.revision
       or (old.first_scan_at is not null and new.first_scan_at is distinct from old.first_scan_at)
       or (old.delivered_at is not null and new.delivered_at is distinct from old.delivered_at) then
        raise exception 'shipment % cannot go back', old.shipment_id using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger shipment_forward before update on shipment for each row execute function shipment_goes_forward();

create table observation (
    carrier      text        not null,
    number       text        not null,
    k            text        not null check (k ~ '^[0-9a-f]{64}$'),
    event_key    text        check (event_key ~ '^[0-9a-f]{64}$'),
    retracts     text        check (retracts ~ '^[0-9a-f]{64}$'),
    code         text        not null,
    raw_code     text        not null check (length(raw_code) between 1 and 80),
    occurred_at  timestamptz not null,
    city         text        check (city ~ '^[0-9]{6}$'),
    proof        text        not null check (proof in ('SIGNATURE', 'CODE', 'PHOTO', 'NONE')),
    map_version  int         not null,
    received_at  timestamptz not null,                 -- the earliest of all its arrivals
    primary key (carrier, number, k)
);
create index observation_received on observation (received_at);

-- What a carrier said stays as it was said; only the earliest arrival may turn out to be earlier.
create function observation_is_kept() returns trigger language plpgsql as $$
begin
    if (new.carrier, new.number, new.k, new.event_key, new.retracts, new.code, new.raw_code, new.occurred_at, new.city,
        new.proof, new.map_version)
       is distinct from
       (old.carrier, old.number, old.k, old.event_key, old.retracts, old.code, old.raw_code, old.occurred_at, old.city,
        old.proof, old.map_version)
       or new.received_at > old.received_at then
        raise exception 'an observation does not change' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger observation_kept before update on observation for each row execute function observation_is_kept();
