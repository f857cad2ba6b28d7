-- Ids that can be counted up, in the shape of those the services make: in the order of their time.
create schema if not exists benchmark;
grant usage on schema benchmark to public;
create or replace function benchmark.id(kind int, n bigint) returns uuid language sql immutable parallel safe return
    (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid;
insert into seller_standing (account_id, level, payout_delay_days, rights_version, changed_at)
select benchmark.id(3, n), 'L3', 1, '2026-11', now() from generate_series(0, 999) n
on conflict do nothing;
