-- Orders as escrow has told of them. A row may begin with any event: an order that was frozen or ended before we heard of
-- its money is remembered as that, so that a late word does not open it again.
create table known_order (
    order_id            uuid        primary key,
    buyer_id            uuid        not null,
    seller_id           uuid        not null,
    delivery_address_id uuid,
    ship_by             timestamptz,
    funded_at           timestamptz,
    frozen_at           timestamptz,
    ending              text        check (ending in ('CANCELLED', 'RELEASED', 'REFUNDED')),

    constraint no_self_dealing check (buyer_id <> seller_id),
    constraint funding_is_whole check (
        (funded_at is null) = (delivery_address_id is null) and (funded_at is null) = (ship_by is null))
);
