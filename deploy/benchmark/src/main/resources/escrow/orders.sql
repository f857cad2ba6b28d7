-- Paid orders whose buyer is looking at the item, numbers ${from} to ${to}; where ${released}, also with what follows when
-- the buyer accepts. The rows are those the service writes. Their triggers do not run, because millions of rows are put in
-- here which balance by construction; the tables' own constraints do hold. Needs session_replication_role = replica.
insert into orders (id, version, stage, listing_id, buyer_id, seller_id, delivery_address_id, snapshot_hash, placed_at,
                    terms_version, fee_version, currency, price_minor, buyer_fee_minor, seller_fee_minor,
                    answer_within_s, review_within_s, pay_within_s, ship_within_s, confirm_within_s, notice_at_least_s,
                    reserved, screening, payment_id, funded_at, ship_by, deliver_by, shipment_id, delivered_at,
                    auto_confirm_at, accepted_by, accepted_at)
select benchmark.id(1, n), case when ${released} then 6 else 5 end,
       case when ${released} then 'RELEASED' else 'INSPECTION' end,
       benchmark.id(4, n), benchmark.id(2, n % ${buyers}), benchmark.id(3, n % ${sellers}), benchmark.id(5, n),
       repeat('0', 64), now(), '2026-11', '2026-11', 'CNY', 300000, 0, 1800,
       60, 86400, 86400, 259200, 864000, 259200, true, 'ALLOWED',
       benchmark.id(6, n), now(), now(), now(), benchmark.id(7, n), now(), now() + interval '10 days',
       case when ${released} then 'BUYER' end, case when ${released} then now() end
  from generate_series(${from}, ${to}) n;

insert into order_transition (order_id, number, from_stage, to_stage, actor, reason, at)
select benchmark.id(1, n), s.number, s.before, s.after, s.actor, s.reason, now()
  from generate_series(${from}, ${to}) n,
       (values (1, null, 'PLACED', 'BUYER', 'PLACE_ORDER'),
               (2, 'PLACED', 'AWAITING_PAYMENT', 'SYSTEM', 'TAKE_VERDICT'),
               (3, 'AWAITING_PAYMENT', 'FUNDED', 'PROVIDER', 'CONFIRM_PAYMENT'),
               (4, 'FUNDED', 'SHIPPED', 'CARRIER', 'CONFIRM_DISPATCH'),
               (5, 'SHIPPED', 'INSPECTION', 'CARRIER', 'CONFIRM_DELIVERY'),
               (6, 'INSPECTION', 'ACCEPTED', 'BUYER', 'ACCEPT'),
               (7, 'ACCEPTED', 'RELEASED', 'SYSTEM', 'ACCEPT')) s (number, before, after, actor, reason)
 where s.number < 6 or ${released};

insert into payment (id, order_id, provider, method, amount_minor, currency, status, reference, asked_at, captured_minor)
select benchmark.id(6, n), benchmark.id(1, n), 'sandbox', 'SANDBOX_CARD', 300000, 'CNY', 'SUCCEEDED', 'benchmark-' || n,
       now(), 300000
  from generate_series(${from}, ${to}) n;

insert into ledger_entry (id, order_id, fact, operation_key, posted_at, xid, currency, accounts, amounts)
select benchmark.id(8, n), benchmark.id(1, n), 'FUNDED', 'FUNDED:' || benchmark.id(1, n), now(), ${xid}, 'CNY',
       array['PROVIDER_CLEARING', 'ESCROW_LIABILITY:' || benchmark.id(1, n)], array[300000, -300000]
  from generate_series(${from}, ${to}) n;
insert into guarded_balance (account, currency, balance_minor)
select 'ESCROW_LIABILITY:' || benchmark.id(1, n), 'CNY', case when ${released} then 0 else 300000 end
  from generate_series(${from}, ${to}) n;

insert into timer (id, kind, ref, due_at)
select benchmark.id(10 + t.kind, n), t.name, benchmark.id(1, n), now() + t.due
  from generate_series(${from}, ${to}) n,
       (values (1, 'order.reminder-72h', interval '7 days'), (2, 'order.reminder-24h', interval '9 days'),
               (3, 'order.auto-confirm', interval '10 days')) t (kind, name, due)
 where not ${released};

insert into ledger_entry (id, order_id, fact, operation_key, posted_at, xid, currency, accounts, amounts, seller_id)
select benchmark.id(9, n), benchmark.id(1, n), 'RELEASED', 'RELEASED:' || benchmark.id(1, n), now(), ${xid}, 'CNY',
       array['ESCROW_LIABILITY:' || benchmark.id(1, n), 'SELLER_PAYABLE:' || benchmark.id(3, n % ${sellers}),
             'PLATFORM_REVENUE'],
       array[300000, -298200, -1800], benchmark.id(3, n % ${sellers})
  from generate_series(${from}, ${to}) n where ${released};
insert into earning_lot (id, seller_id, order_id, entry_id, kind, amount_minor, open_minor, currency, available_at,
                         blocked, policy_version)
select benchmark.id(14, n), benchmark.id(3, n % ${sellers}), benchmark.id(1, n), benchmark.id(9, n), 'PAYABLE', 298200,
       298200, 'CNY', now() + interval '1 day', false, '2026-11'
  from generate_series(${from}, ${to}) n where ${released};
insert into idempotent_answer (subject, key, request_hash, status, headers, body, answered_at)
select benchmark.id(2, n % ${buyers}), benchmark.id(15, n), repeat('0', 64), 200, '{}', repeat('{"order":1} ', 100), now()
  from generate_series(${from}, ${to}) n where ${released};
