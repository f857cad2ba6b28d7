-- A parcel that is on its way has a deadline, a delivery can be taken back, and a dispute stops the clock of the stage it
-- takes an order from: that stage is kept, because the dispute may end without a ruling and the clock then goes on.
alter table orders
    add column deliver_within_s   bigint not null default 2592000 check (deliver_within_s > 0),
    add column shipment_revision  bigint not null default 0,
    add column deliver_by         timestamptz,
    add column stage_before       text check (stage_before in ('FUNDED', 'SHIPPED', 'INSPECTION')),
    add column disputed_since     timestamptz,
    add column refund_rule        text,
    add constraint shipped_ends check (stage <> 'SHIPPED' or deliver_by is not null),
    add constraint disputed_stands_somewhere
        check ((stage_before is null) = (disputed_since is null) and (stage <> 'DISPUTED' or stage_before is not null)),
    drop constraint refund_has_a_ruling,
    -- The buyer has the money back because somebody has ruled so, or because the parcel never came.
    add constraint refund_has_a_ground check (
        stage <> 'REFUNDED' or refund_rule is not null or (dispute_id is not null and ruling_id is not null));
