-- How long a buyer may look at an item depends on what is known of it, and can be extended once.
alter table offered_listing
    add column inspected boolean not null default false;

alter table orders
    add column free_cancel_within_s  bigint  not null default 3600 check (free_cancel_within_s > 0),
    add column extend_by_s           bigint  not null default 259200 check (extend_by_s > 0),
    add column extended              boolean not null default false;
