-- The diary of the sandbox's carrier: webhooks it has still to send. It stands for a company of its own; nothing else
-- reads this table. Empty outside the sandbox.
create table sandbox_delivery (
    id           uuid        primary key,              -- also the timer that sends it
    shipment_id  uuid        not null,
    message_id   text        not null,                 -- the same when a message is sent twice
    body         text        not null,
    wrongly_signed boolean   not null
);
create index sandbox_delivery_of_shipment on sandbox_delivery (shipment_id);
