-- The chain of custody of each dispute. A line is written once: it follows the line before it without a gap, and is
-- neither changed nor removed. Contents are in the object store under their hash; the chain says which belong here.
create table evidence_entry (
    dispute_id  uuid        not null references dispute (id),
    n           bigint      not null check (n > 0),
    item_id     uuid        not null,
    action      text        not null check (action in ('SEALED')),
    actor_id    uuid        not null,
    role        text        not null check (role in ('BUYER', 'SELLER')),
    at          timestamptz not null,
    sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes  bigint      not null check (size_bytes > 0),
    media_type  text        not null,
    prev        text        not null check (prev ~ '^[0-9a-f]{64}$'),
    hash        text        not null check (hash ~ '^[0-9a-f]{64}$'),
    primary key (dispute_id, n)
);
create unique index evidence_item_sealed_once on evidence_entry (item_id) where action = 'SEALED';

create trigger evidence_entry_append_only before update or delete or truncate on evidence_entry
    for each statement execute function refuse_change();

create function follow_the_chain() returns trigger language plpgsql as $$
declare
    last_n    bigint;
    last_hash text;
begin
    select n, hash into last_n, last_hash
      from evidence_entry where dispute_id = new.dispute_id order by n desc limit 1;
    if new.n <> coalesce(last_n, 0) + 1 or new.prev <> coalesce(last_hash, repeat('0', 64)) then
        raise exception 'Line % of dispute % does not follow line %', new.n, new.dispute_id, coalesce(last_n, 0)
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger evidence_entry_follows before insert on evidence_entry
    for each row execute function follow_the_chain();
