-- Runs after every migration, as the owner of the tables: gives the service's own role what it needs, and of history
-- nothing but to read it and to add to it. What may not be changed or removed is told by its trigger, in one place for
-- both guards.
-- Where owner and service are one role, as in a database made by hand, there is nothing to give, and the triggers stand
-- alone. See docs/adr/0016-owner-and-service-role.md.
do $$
declare
    service   text := '${service-role}';
    kept      record;
begin
    if service = current_user then
        raise notice 'The service owns its tables: only triggers keep it from changing history.';
        return;
    end if;
    execute format('grant usage on schema public to %I', service);
    execute format('grant select, insert, update, delete on all tables in schema public to %I', service);
    execute format('grant usage on all sequences in schema public to %I', service);
    for kept in select tgrelid::regclass as rows, tgtype & 16 <> 0 as unchanged from pg_trigger
                 where tgfoid = 'refuse_change'::regproc and tgqual is null and tgtype & 8 <> 0 loop
        execute format('revoke delete on %s from %I', kept.rows, service);
        if kept.unchanged then
            execute format('revoke update on %s from %I', kept.rows, service);
        end if;
    end loop;
    execute format('revoke insert, update, delete on guarded_balance from %I', service);
    execute format('revoke all on flyway_schema_history from %I', service);
end $$;
