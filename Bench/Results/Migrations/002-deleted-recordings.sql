-- Recordings that were deleted on purpose: when and why. Their results stay.
create table deleted_recording (
    run_id          text primary key references test_run (id),
    bytes           integer not null,
    deleted_at      text not null,
    reason          text not null
);

-- Recordings that stand in another place too.
create table exported_recording (
    run_id          text not null references test_run (id),
    place           text not null,
    exported_at     text not null,
    primary key (run_id, place)
);
