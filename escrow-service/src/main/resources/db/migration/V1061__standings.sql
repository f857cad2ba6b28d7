-- What we know of a buyer's standing, built from the events of identity-service alone. Level and score come by different
-- events and each keeps its own time, so that a late one never overwrites a newer one.
create table buyer_standing (
    account_id  uuid        primary key,
    level       text        check (level in ('L0', 'L1', 'L2', 'L3')),
    level_at    timestamptz,
    score       int,
    score_at    timestamptz,
    constraint known_since check ((level is null) = (level_at is null) and (score is null) = (score_at is null))
);
