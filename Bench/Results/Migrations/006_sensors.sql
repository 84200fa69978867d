-- The variant of the part type, and the sensors with their calibration, as a test was run with them.
alter table test_run add column variant text not null default '';

create table run_sensor (
    run_id            text not null references test_run (id),
    channel           text not null,
    serial_number     text not null,
    calibrated_on     text not null,
    sensitivity       real,
    sensitivity_unit  text not null,
    primary key (run_id, channel)
);
