-- Runs after every migration, as the owner of the tables: gives the service's own role what it needs, and of history
-- nothing but to read it and to add to it. What is append-only is told by its trigger, in one place for both guards: what it
-- refuses, update or delete, is not granted either.
-- Where owner and service are one role, as in a database made by hand, there is nothing to give, and the triggers stand
-- alone. See docs/adr/0016-owner-and-service-role.md.
do $$
declare
    service   text := '${service-role}';
    history   record;
begin
    if service = current_user then
        raise notice 'The service owns its tables: only triggers keep it from changing history.';
        return;
    end if;
    execute format('grant usage on schema public to %I', service);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', service);
    execute format('grant usage on all sequences in schema public to %I', service);
    -- Of a trigger's type, bit 3 is delete and bit 4 is update. One with a condition refuses some changes only.
    for history in
        select distinct tgrelid::regclass as written, case when bit = 8 then 'delete' else 'update' end as right_to
          from pg_trigger cross join (values (8), (16)) refused (bit)
         where tgfoid = 'refuse_change'::regproc and tgqual is null and tgtype & bit <> 0
    loop
        execute format('revoke %s on %s from %I', history.right_to, history.written, service);
    end loop;
    execute format('revoke insert, update, delete on guarded_balance from %I', service);
    execute format('revoke all on flyway_schema_history from %I', service);
end $$;
