-- What people of finance say of a transfer by hand, word by word: written down, perhaps anew, withdrawn, confirmed. The row of
-- the refund has the one that stands.
create table hand_transfer_word (
    refund_id  uuid        not null references refund (id),
    number     int         not null check (number > 0),
    word       text        not null check (word in ('WRITTEN', 'WITHDRAWN', 'CONFIRMED')),
    person     uuid        not null,
    reference  text        not null,
    said_at    timestamptz not null,
    primary key (refund_id, number)
);
create trigger hand_transfer_word_append_only before update or delete or truncate on hand_transfer_word
    for each statement execute function refuse_change();
-- Who was the second nobody had written.
insert into hand_transfer_word (refund_id, number, word, person, reference, said_at)
select id, 1, 'WRITTEN', hand_by, hand_reference, coalesce(settled_at, asked_at) from refund where hand_by is not null;

-- The buyer has it by hand when a second person has said the same of just that transfer.
create function require_two_people_transfer() returns trigger language plpgsql as $$
begin
    if not exists (select from hand_transfer_word
                    where refund_id = new.id and word = 'CONFIRMED' and reference = new.hand_reference and person <> new.hand_by) then
        raise exception 'no second person has confirmed transfer % of refund %', new.hand_reference, new.id
            using errcode = 'check_violation', constraint = 'a_transfer_takes_two_people';
    end if;
    return null;
end $$;
create constraint trigger a_transfer_takes_two_people after update on refund deferrable initially deferred for each row
    when (new.settled_by = 'HAND' and old.settled_by is distinct from 'HAND') execute function require_two_people_transfer();
