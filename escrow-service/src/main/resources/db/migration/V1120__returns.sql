-- A buyer may send the item back without a reason: the clock of the inspection stands still, and what has come of the item decides.
alter table orders
    add column return_dispatch_within_s  bigint  not null default 1209600 check (return_dispatch_within_s > 0),
    add column return_arrive_within_s    bigint  not null default 2592000 check (return_arrive_within_s > 0),
    add column return_refund_within_s    bigint  not null default 604800 check (return_refund_within_s > 0),
    add column return_id                 uuid,                -- the latest return, kept when it is over
    add column return_since              timestamptz,
    add column return_progress           text    check (return_progress in ('AWAITED', 'ON_THE_WAY', 'ARRIVED', 'OVER')),
    add column return_due_at             timestamptz,
    add column return_kept_minor         bigint  check (return_kept_minor >= 0),
    add column return_freight_minor      bigint  check (return_freight_minor >= 0),
    add column refund_return             uuid,                -- by which the buyer has the money back
    drop constraint orders_stage_check,
    add constraint orders_stage_check check (stage in ('PLACED', 'AWAITING_PAYMENT', 'FUNDED', 'SHIPPED', 'INSPECTION',
        'RETURNING', 'IN_MILESTONES', 'ACCEPTED', 'RELEASED', 'DISPUTED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'CANCELLED')),
    drop constraint orders_stage_before_check,
    add constraint orders_stage_before_check
        check (stage_before in ('FUNDED', 'SHIPPED', 'INSPECTION', 'RETURNING', 'IN_MILESTONES')),
    drop constraint only_milestones_are_in_milestones,
    add constraint only_milestones_are_in_milestones check (
        (stage <> 'IN_MILESTONES' or milestones > 0)
        and (stage not in ('FUNDED', 'SHIPPED', 'INSPECTION', 'RETURNING', 'ACCEPTED') or milestones = 0)),
    add constraint a_return_is_known check (
        (stage <> 'RETURNING' and stage_before is distinct from 'RETURNING')
        or (return_id is not null and return_since is not null and return_progress is not null
            and delivered_at is not null and auto_confirm_at is not null)),
    -- Only where somebody else keeps the money from moving is a return over and waits.
    add constraint a_return_ends check (stage <> 'RETURNING' or (return_due_at is not null and return_progress <> 'OVER')),
    add constraint what_is_retained_is_known check (
        (return_kept_minor is null) = (return_freight_minor is null)
        and (return_kept_minor is null or return_kept_minor + return_freight_minor <= price_minor)
        and (stage_before is distinct from 'RETURNING' or (return_progress = 'OVER') = (return_kept_minor is not null))),
    drop constraint refund_has_a_ground,
    add constraint refund_has_a_ground check (
        stage not in ('REFUNDED', 'PARTIALLY_REFUNDED')
        or refund_rule is not null or agreed_offer is not null or refund_return is not null
        or (dispute_id is not null and ruling_id is not null)),
    add constraint a_refund_is_by_the_return check (
        refund_return is null
        or (refund_return = return_id and dispute_id is null and agreed_offer is null
            and stage in ('REFUNDED', 'PARTIALLY_REFUNDED')));

alter table order_freeze
    drop constraint order_freeze_frozen_by_check,
    add constraint order_freeze_frozen_by_check check (frozen_by in ('DISPUTE', 'BANK', 'RETURN'));
