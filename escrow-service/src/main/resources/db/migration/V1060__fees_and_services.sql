-- What a buyer adds at checkout is part of the agreement and never changes, so each kind of service has its place in the
-- order's own row: at most one of a kind, with who bears it and what it costs.
alter table orders
    add column inspection_paid_by  text    check (inspection_paid_by in ('BUYER', 'SELLER')),
    add column inspection_minor    bigint  not null default 0 check (inspection_minor >= 0),
    add column insurance_paid_by   text    check (insurance_paid_by in ('BUYER', 'SELLER')),
    add column insurance_minor     bigint  not null default 0 check (insurance_minor >= 0),
    add column warranty_service    text    check (warranty_service in ('WARRANTY_30D', 'WARRANTY_1Y')),
    add column warranty_paid_by    text    check (warranty_paid_by in ('BUYER', 'SELLER')),
    add column warranty_minor      bigint  not null default 0 check (warranty_minor >= 0),
    add column total_minor         bigint  not null generated always as (
        price_minor + buyer_fee_minor
        + case when inspection_paid_by = 'BUYER' then inspection_minor else 0 end
        + case when insurance_paid_by = 'BUYER' then insurance_minor else 0 end
        + case when warranty_paid_by = 'BUYER' then warranty_minor else 0 end) stored,
    add constraint a_service_has_a_payer check (
        (inspection_paid_by is not null or inspection_minor = 0)
        and (insurance_paid_by is not null or insurance_minor = 0)
        and (warranty_paid_by is not null or warranty_minor = 0)
        and (warranty_paid_by is null) = (warranty_service is null)),
    add constraint the_seller_bears_at_most_the_price check (
        seller_fee_minor
        + case when inspection_paid_by = 'SELLER' then inspection_minor else 0 end
        + case when insurance_paid_by = 'SELLER' then insurance_minor else 0 end
        + case when warranty_paid_by = 'SELLER' then warranty_minor else 0 end <= price_minor);

-- Every version of a policy that has been in force here, as it was. A changed policy is another version: one that came
-- under a name that has been used is refused at the start of the service.
create table policy_version (
    kind        text        not null check (kind in ('FEES', 'INSTALMENTS')),
    version     text        not null,
    valid_from  timestamptz not null,
    content     text        not null,                -- JSON
    known_at    timestamptz not null,
    primary key (kind, version)
);
create trigger policy_version_append_only before update or delete or truncate on policy_version
    for each statement execute function refuse_change();
