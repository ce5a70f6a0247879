-- Where the reading of the topics goes on. Here and not in Kafka alone, so that a database that is restored from a backup
-- reads again what it has forgotten.
create table history_position (
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (topic, partition)
);
