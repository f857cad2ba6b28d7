-- PostgreSQL reads every check of a table anew, from its text, for each statement that writes to it. An order has more than
-- seventy, of which a step in its life concerns a few, and reading them took more than half of the step's time. A trigger's
-- function is read once per connection. So the same rules, under the same names and with the same refusal, are asked by two
-- functions from here on: those about what is pinned at placing when that is written, all others at every step. They are
-- taken over from the catalogue as they stand, so that none can be lost on the way. \sf check_order_pinned and
-- \sf check_order_step show them. A rule that is added later may be a plain check, beside these.
do $migration$
declare
    -- Written when the order is placed and never again.
    pinned        text[] := array['listing_id', 'buyer_id', 'seller_id', 'delivery', 'delivery_address_id', 'milestones',
        'snapshot_hash', 'placed_at', 'terms_version', 'fee_version', 'currency', 'price_minor', 'buyer_fee_minor',
        'seller_fee_minor', 'inspection_minor', 'inspection_paid_by', 'insurance_minor', 'insurance_paid_by',
        'warranty_minor', 'warranty_paid_by', 'warranty_service', 'answer_within_s', 'review_within_s', 'pay_within_s',
        'free_cancel_within_s', 'ship_within_s', 'deliver_within_s', 'confirm_within_s', 'notice_at_least_s',
        'extend_by_s', 'tell_within_s', 'hidden_defect_within_s', 'counterfeit_within_s', 'freeze_warn_after_s',
        'freeze_end_after_s', 'freeze_extend_by_s', 'return_dispatch_within_s', 'return_arrive_within_s',
        'return_refund_within_s'];
    columns       text;
    together      text;
    one_by_one    text;
    guard         record;
    taken_over    name;
begin
    select '\m(' || string_agg(attname, '|') || ')\M' into columns
      from pg_attribute where attrelid = 'orders'::regclass and attnum > 0 and not attisdropped;

    create temporary table taken on commit drop as
    select c.conname,
           '(' || regexp_replace(pg_get_expr(c.conbin, c.conrelid), columns, 'new.\1', 'g') || ')' as rule,
           (select bool_and(a.attname = any(pinned)) from pg_attribute a
             where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) as is_pinned
      from pg_constraint c
     where c.conrelid = 'orders'::regclass and c.contype = 'c'
       -- What PostgreSQL computes itself is not there yet when a trigger looks.
       and not exists (select from pg_attribute a
                        where a.attrelid = c.conrelid and a.attnum = any(c.conkey) and a.attgenerated <> '');

    for guard in select * from (values ('check_order_pinned', true, 'insert or update of ' || array_to_string(pinned, ', ')),
                                       ('check_order_step', false, 'insert or update')) g (name, is_pinned, moment)
    loop
        select string_agg(rule, E'\n       and ' order by conname),
               string_agg(format(E'        when %s is false then %L\n', rule, conname), '' order by conname)
          into together, one_by_one
          from taken where is_pinned = guard.is_pinned;
        -- One expression for all is the quick way; only a row that breaks one of them is asked for its name.
        execute format($create$
            create function %1$I() returns trigger language plpgsql as $body$
declare
    broken name;
begin
    if (%2$s) is not false then
        return new;
    end if;
    broken := case
%3$s    end;
    raise exception 'new row for relation "%%" violates check constraint "%%"', tg_table_name, broken
        using errcode = 'check_violation', schema = tg_table_schema, table = tg_table_name, constraint = broken;
end $body$ $create$, guard.name, together, one_by_one);
        execute format('create trigger %I before %s on orders for each row execute function %I()',
            replace(guard.name, 'check_order', 'order_checked'), guard.moment, guard.name);
    end loop;

    for taken_over in select conname from taken loop
        execute format('alter table orders drop constraint %I', taken_over);
    end loop;
end $migration$;
