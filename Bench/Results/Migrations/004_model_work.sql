-- What people found out about motors, and what became of each baseline. Rows are added, never changed.
create table motor_label (
    id              integer primary key,
    serial_number   text not null,
    kind            integer not null check (kind in (1, 2, 3, 4, 5)),
    cause           text not null,
    author          text not null,
    at              text not null,
    note            text not null
);

create table model_event (
    id              integer primary key,
    part_type       text not null,
    baseline_id     text not null,
    kind            integer not null check (kind in (1, 2, 3, 4, 5, 6, 7)),
    author          text not null,
    at              text not null,
    note            text not null,
    detail          text not null
);

create index motor_label_serial on motor_label (serial_number);
create index model_event_part_type on model_event (part_type, id);
create index test_run_definition on test_run (part_type, definition_hash, started_at);
