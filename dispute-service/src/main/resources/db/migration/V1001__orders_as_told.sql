-- What we know of orders, built from the escrow service's events alone, so that opening a dispute asks nobody.
create table disputable_order (
    order_id         uuid        primary key,
    buyer_id         uuid        not null,
    seller_id        uuid        not null,
    stage            text        not null check (stage in ('PLACED', 'FUNDED', 'SHIPPED', 'INSPECTION', 'ACCEPTED',
                                 'RELEASED', 'REFUNDED', 'CANCELLED')),
    shipped_at       timestamptz,
    delivered_at     timestamptz,
    auto_confirm_at  timestamptz,
    ended_at         timestamptz,

    -- the windows of a stage are judged by these times
    constraint shipped_has_its_time check (stage <> 'SHIPPED' or shipped_at is not null),
    constraint inspection_has_its_times
        check (stage <> 'INSPECTION' or (delivered_at is not null and auto_confirm_at is not null)),
    constraint ended_has_its_time
        check ((stage in ('ACCEPTED', 'RELEASED', 'REFUNDED', 'CANCELLED')) = (ended_at is not null))
);
