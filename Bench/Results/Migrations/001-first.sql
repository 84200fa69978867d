-- Results of tests. A run is written when it starts and again, in one transaction, when its verdict stands.
create table recipe (
    hash            text primary key,
    part_type       text not null,
    revision        integer not null,
    content         text not null
);

create table measurement_definition (
    hash            text primary key,
    curves          text not null
);

create table test_run (
    id              text primary key,
    serial_number   text not null,
    part_type       text not null,
    bench           text not null,
    started_at      text not null,
    finished_at     text,
    duration_s      real,
    verdict         integer check (verdict in (1, 2, 3)),
    anomaly_score   real,
    p_value         real,
    recipe_hash     text not null references recipe (hash),
    baseline_id     text not null default '',
    software        text not null,
    recording       text not null default '',
    recording_hash  text not null default '',
    definition_hash text references measurement_definition (hash),
    curve_values    blob
);

create table finding (
    run_id          text not null references test_run (id),
    rank            integer not null,
    source          integer not null,
    code            text not null,
    text            text not null,
    instruction     text not null,
    cause           text not null,
    curve           text not null,
    channel         text not null,
    position_from   real not null,
    position_to     real not null,
    position_at     real not null,
    value           real not null,
    limit_value     real not null,
    severity        real not null,
    primary key (run_id, rank)
);

create index test_run_serial on test_run (serial_number, started_at);
create index test_run_time on test_run (started_at);
create index finding_code on finding (code);
