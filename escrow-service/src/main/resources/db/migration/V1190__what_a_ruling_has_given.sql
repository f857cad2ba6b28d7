-- What is fixed is what the sides are to have. What they have by a ruling and those before it may be less, because a bank, an insurer
-- or the pool had made some of it good: that is written down when the money has moved, and is what a later ruling starts from. What
-- the buyer has of it is what the register says, to the last fen.
alter table ruling_money
    add column given_buyer_minor    bigint check (given_buyer_minor >= 0),
    add column given_seller_minor   bigint check (given_seller_minor >= 0),
    add column given_platform_minor bigint check (given_platform_minor >= 0);

-- Those that had moved before: what the buyer did not get is the seller's as far as the seller got more than the leg, and otherwise
-- the platform's; where nothing was held, it stayed with the seller.
alter table ruling_money disable trigger ruling_money_guarded;
with settled as (
    select m.*,
           (select coalesce(sum(d.amount_minor), 0) from ruling_money other join ruling_entry e on e.ruling_id = other.ruling_id
              join indemnity_draw d on d.entry_id = e.entry_id
             where other.order_id = m.order_id and other.milestone_id is not distinct from m.milestone_id
               and other.state = 'SETTLED' and (other.decided_at, other.ruling_id) <= (m.decided_at, m.ruling_id)) as drawn,
           (select coalesce(sum(case p.side when 'CREDIT' then p.amount_minor else -p.amount_minor end), 0)
              from ruling_entry e join ledger_posting p on p.entry_id = e.entry_id
             where e.ruling_id = m.ruling_id
               and p.kind in ('SELLER_PAYABLE', 'SELLER_RESERVE', 'SELLER_RECEIVABLE')) as earned
      from ruling_money m where m.state = 'SETTLED'),
told as (
    select ruling_id, held_minor, platform_minor,
           case when held_minor > 0 then least(drawn, held_minor) else drawn end as buyer,
           seller_minor + case when held_minor > 0 then least(greatest(buyer_minor - drawn, 0), greatest(earned - seller_minor, 0))
                               else greatest(buyer_minor - drawn, 0) end as seller
      from settled)
update ruling_money m
   set given_buyer_minor = t.buyer, given_seller_minor = t.seller,
       given_platform_minor = case when t.held_minor > 0 then greatest(t.held_minor - t.buyer - t.seller, 0) else t.platform_minor end
  from told t where t.ruling_id = m.ruling_id;
alter table ruling_money enable trigger ruling_money_guarded;

alter table ruling_money
    add constraint settled_says_what_was_given check (
        (state = 'SETTLED') = (given_buyer_minor is not null and given_seller_minor is not null and given_platform_minor is not null)),
    -- All of what was held went to somebody, if the ruling has moved it at all.
    add constraint what_was_given_was_held check (
        state <> 'SETTLED' or held_minor = 0
        or given_buyer_minor + given_seller_minor + given_platform_minor in (0, held_minor));

-- The register knows what rulings about a matter have given its buyer. One that has moved nothing says nothing.
create function require_given_is_drawn() returns trigger language plpgsql as $$
declare
    drawn bigint;
begin
    select coalesce(sum(d.amount_minor), 0) into drawn
      from ruling_money m join ruling_entry e on e.ruling_id = m.ruling_id join indemnity_draw d on d.entry_id = e.entry_id
     where m.order_id = new.order_id and m.milestone_id is not distinct from new.milestone_id and m.state = 'SETTLED';
    if new.given_buyer_minor <> drawn
       and (new.given_buyer_minor > 0 or exists (select from ruling_entry where ruling_id = new.ruling_id)) then
        raise exception 'ruling % says that the buyer has %, and the register %', new.ruling_id, new.given_buyer_minor, drawn
            using errcode = 'check_violation', constraint = 'what_a_ruling_gave_is_drawn';
    end if;
    return null;
end $$;
create constraint trigger what_a_ruling_gave_is_drawn after update on ruling_money
    deferrable initially deferred for each row when (new.state = 'SETTLED') execute function require_given_is_drawn();
