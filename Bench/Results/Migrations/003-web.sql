-- What the pages need beside the results: users, sessions, the audit trail, alarms and shifts.
create table app_user (
    name            text primary key collate nocase,
    role            text not null check (role in ('operator', 'engineer', 'scientist', 'administrator')),
    password        text not null,
    created_at      text not null
);

-- The id is the SHA-256 of what the browser keeps: who reads this table cannot use it.
create table session (
    id              text primary key,
    user_name       text not null references app_user (name) on update cascade on delete cascade,
    created_at      text not null,
    expires_at      text not null
);

create table audit (
    id              integer primary key autoincrement,
    at              text not null,
    user_name       text not null,
    action          text not null,
    object          text not null,
    before          text,
    after           text
);

create trigger audit_is_not_changed before update on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

create trigger audit_is_not_deleted before delete on audit
begin
    select raise(abort, 'the audit trail is append-only');
end;

create table alarm (
    id              integer primary key autoincrement,
    at              text not null,
    severity        text not null check (severity in ('warning', 'alarm')),
    code            text not null,
    text            text not null,
    text_fr         text not null,
    acknowledged_by text,
    acknowledged_at text
);

create table shift (
    id              integer primary key autoincrement,
    since           text not null,
    begun_by        text not null
);

-- Everything a search filters by, so that it never reads the values of a motor.
create index test_run_search on test_run (started_at, verdict, part_type, bench, serial_number, id);
create index finding_top on finding (code, rank, run_id);
