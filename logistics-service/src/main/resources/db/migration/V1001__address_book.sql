-- The address book, the only place of the whole marketplace where it is written where somebody lives. What could lead to a
-- person is sealed by the service before it comes here; the city alone is readable, because parcels are sorted by it.
create table address (
    id          uuid        primary key,               -- made by its owner
    owner_id    uuid        not null,
    version     bigint      not null check (version > 0),
    recipient   bytea       not null,
    phone       bytea       not null,
    line        bytea       not null,
    city_code   text        not null check (city_code ~ '^[0-9]{6}$'),
    changed_at  timestamptz not null
);
create index address_of_owner on address (owner_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;

-- Who read whose address, and for which order. It is told once and stays.
create table label_read (
    id          uuid        primary key,
    order_id    uuid        not null,
    address_id  uuid        not null,
    seller_id   uuid        not null,
    read_at     timestamptz not null
);
create index label_read_of_address on label_read (address_id, read_at);
create trigger label_read_append_only before update or delete or truncate on label_read
    for each statement execute function refuse_change();
