-- What levels and scores entitle to. A published version is never changed: decisions that name it must stay explainable.
create table rights_policy (
    version      text        primary key,
    valid_from   timestamptz not null unique,
    body         text        not null,                           -- JSON
    published_by text        not null,
    second_by    text        not null check (second_by <> published_by)
);

create function rights_policy_is_final() returns trigger language plpgsql as $$
begin
    raise exception 'a published rights policy is never changed; publish another version';
end $$;
create trigger rights_policy_is_final before update or delete on rights_policy
    for each row execute function rights_policy_is_final();

insert into rights_policy (version, valid_from, published_by, second_by, body) values (
    '2026-11-01', '2020-01-01T00:00:00Z', 'product', 'risk',
    '{"levels": {
        "L0": {"maxOrder": {"amountMinor": 0,        "currency": "CNY"}, "publishPerDay": 0,   "payoutDelayDays": 7},
        "L1": {"maxOrder": {"amountMinor": 200000,   "currency": "CNY"}, "publishPerDay": 3,   "payoutDelayDays": 7},
        "L2": {"maxOrder": {"amountMinor": 2000000,  "currency": "CNY"}, "publishPerDay": 20,  "payoutDelayDays": 3},
        "L3": {"maxOrder": {"amountMinor": 10000000, "currency": "CNY"}, "publishPerDay": 100, "payoutDelayDays": 1}},
      "lowScore": [
        {"below": 600, "maxOrderDivisor": 2, "payoutDelayDaysAdded": 4},
        {"below": 550, "maxOrderDivisor": 1, "payoutDelayDaysAdded": 0, "publishPerDayMax": 1}]}');
