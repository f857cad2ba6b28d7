-- While a plan stands still, nobody gives up an overdue part of it by its age either: the days of the pause do not count.
alter table instalment_part add column give_up_at timestamptz;   -- when an overdue part is given up as lost, if nobody pays it
update instalment_part part set give_up_at = part.overdue_since + make_interval(secs => plan.write_off_after_s)
  from instalment_plan plan
 where plan.id = part.plan_id and part.overdue_since is not null;
alter table instalment_part add constraint overdue_is_given_up_in_time check (
    (overdue_since is null) = (give_up_at is null) and (give_up_at is null or give_up_at >= overdue_since));
