-- Both sides may agree, while the buyer looks at the item, that some of the price goes back; and what is held may be divided
-- in any way, by such an agreement or by a ruling.
alter table orders
    add column agreed_offer        int,
    add column leg_buyer_minor     bigint check (leg_buyer_minor >= 0),
    add column leg_seller_minor    bigint check (leg_seller_minor >= 0),
    add column leg_platform_minor  bigint check (leg_platform_minor >= 0),
    drop constraint orders_stage_check,
    add constraint orders_stage_check check (stage in ('PLACED', 'AWAITING_PAYMENT', 'FUNDED', 'SHIPPED', 'INSPECTION',
        'ACCEPTED', 'RELEASED', 'DISPUTED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'CANCELLED')),
    drop constraint refund_has_a_ground,
    add constraint refund_has_a_ground check (
        stage not in ('REFUNDED', 'PARTIALLY_REFUNDED')
        or refund_rule is not null or agreed_offer is not null or (dispute_id is not null and ruling_id is not null)),
    -- Once frozen, only a ruling divides the money, whatever the sides had offered each other.
    add constraint frozen_is_not_agreed check (agreed_offer is null or dispute_id is null),
    -- Legs are given with a division and come to the price and the buyer's fee at least, all of which is held.
    add constraint divided_has_its_legs check (
        (stage = 'PARTIALLY_REFUNDED') = (leg_buyer_minor is not null)
        and (leg_buyer_minor is null) = (leg_seller_minor is null)
        and (leg_buyer_minor is null) = (leg_platform_minor is null)
        and (leg_buyer_minor is null
             or (leg_buyer_minor > 0
                 and leg_buyer_minor + leg_seller_minor + leg_platform_minor >= price_minor + buyer_fee_minor)));

create table refund_offer (
    order_id      uuid        not null references orders (id),
    number        int         not null check (number > 0),
    by            text        not null check (by in ('BUYER', 'SELLER')),
    amount_minor  bigint      not null check (amount_minor > 0),
    currency      text        not null,
    status        text        not null check (status in ('OPEN', 'AGREED', 'DECLINED', 'SUPERSEDED')),
    offered_at    timestamptz not null,
    answered_at   timestamptz,
    primary key (order_id, number),
    constraint answered_has_a_time check ((status = 'OPEN') = (answered_at is null))
);
create unique index one_open_offer_per_side on refund_offer (order_id, by) where status = 'OPEN';
create unique index one_agreed_offer on refund_offer (order_id) where status = 'AGREED';
