-- A buyer who changes their mind some time after the payment bears their own fee; nobody else's cancellation costs them.
alter table orders
    add column funded_at  timestamptz,
    add column fee_kept   boolean not null default false,
    add constraint funded_since check (stage <> 'FUNDED' or funded_at is not null),
    add constraint only_a_buyer_bears_a_cancellation check (
        not fee_kept or (stage = 'CANCELLED' and cancel_reason = 'BY_BUYER' and payment_id is not null
                         and buyer_fee_minor > 0));
