-- Sums of the ledger, folded up to the last seal by the sealer, in the transaction that seals. What is not sealed yet is
-- added when it is read, in one snapshot, so a sum is exact at every moment and costs the same however long the ledger is.
-- One writer, so no row here makes anybody wait.
create table ledger_kind_sum (
    currency      text   not null,
    kind          text   not null,
    debit_minor   bigint not null check (debit_minor >= 0),
    credit_minor  bigint not null check (credit_minor >= 0),
    primary key (currency, kind)
);

-- Accounts of the platform and of sellers. Those of an order have a handful of postings, which are summed where needed.
create table ledger_account_sum (
    account       text   not null,
    currency      text   not null,
    debit_minor   bigint not null check (debit_minor >= 0),
    credit_minor  bigint not null check (credit_minor >= 0),
    primary key (account, currency)
);
