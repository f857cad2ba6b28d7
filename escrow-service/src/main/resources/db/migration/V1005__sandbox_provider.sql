-- The books of the sandbox's payment provider. It stands for a company of its own: nothing else reads these tables, and
-- it learns of our payments only through the port. Empty outside the sandbox.
create table sandbox_payment (
    payment_id    uuid        primary key,         -- our id, its idempotency key
    reference     text        not null unique,
    amount_minor  bigint      not null,
    currency      text        not null,
    script        text        not null,
    authorised_at timestamptz not null
);

create table sandbox_refund (
    refund_id    uuid        primary key,
    reference    text        not null unique,
    payment_id   uuid        not null references sandbox_payment (payment_id),
    refunded_at  timestamptz not null
);

-- A webhook that is still to be sent; its timer has the same id.
create table sandbox_delivery (
    id          uuid        primary key,
    message_id  text        not null,              -- the same when a message is sent twice
    body        text        not null
);
