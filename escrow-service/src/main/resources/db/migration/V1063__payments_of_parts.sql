-- A payment may be of one part of a plan. With a mandate it is charged without the buyer being there.
alter table payment
    add column plan_id      uuid,
    add column part_number  int,
    add column mandate      text,
    add constraint payment_of_a_part foreign key (plan_id, part_number) references instalment_part (plan_id, number),
    add constraint part_of_a_plan check ((plan_id is null) = (part_number is null)),
    add constraint mandate_for_a_part check (mandate is null or part_number > 1);

-- What funds an order, the whole or the first part, is asked for once at a time; so is each later part.
drop index one_open_payment_per_order;
create unique index one_open_payment_per_order on payment (order_id)
    where status in ('PENDING', 'AUTHORISED', 'CAPTURING') and (part_number is null or part_number = 1);
create unique index one_open_payment_per_part on payment (plan_id, part_number)
    where status in ('PENDING', 'AUTHORISED', 'CAPTURING') and part_number > 1;
