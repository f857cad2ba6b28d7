-- The sandbox's provider may take its time for refunds, as real ones do.
alter table sandbox_payment add column refunds_late_ms bigint not null default 0 check (refunds_late_ms >= 0);
