-- A transfer by hand counts by the word of two people, and between the first and the second a bank may pull the payment back. Then the
-- bank may give the buyer the money, and nobody says that it was transferred until the bank has decided.
create function refuse_transfer_beside_a_bank() returns trigger language plpgsql as $$
begin
    if exists (select from chargeback where payment_id = new.payment_id and closed_at is null) then
        raise exception 'a bank has pulled payment % back, and may give it to the buyer', new.payment_id
            using errcode = 'check_violation', constraint = 'no_transfer_beside_a_bank';
    end if;
    return new;
end $$;
create trigger no_transfer_beside_a_bank before update on refund for each row
    when (new.settled_by = 'HAND' and old.settled_by is distinct from 'HAND') execute function refuse_transfer_beside_a_bank();
