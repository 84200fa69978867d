-- Recordings in their archive form (compressed). The run keeps the SHA-256 of what was recorded; either is the recording.
create table archived_recording (
    run_id          text primary key references test_run (id),
    hash            text not null,
    bytes           integer not null,
    original_bytes  integer not null,
    archived_at     text not null
);
