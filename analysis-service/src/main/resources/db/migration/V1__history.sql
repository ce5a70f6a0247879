-- Keys and bodies are as in the events. A body is text: it is read whole and never searched.

create table latest_fit (
    series          text primary key,
    family          text not null,
    task            text not null,
    task_version    text not null,
    variant         text not null,
    scoring_version text not null,
    epoch           text not null,
    sequence        bigint not null,
    shape           text not null,
    fitted_at       timestamptz not null,
    body            text not null
);
create index latest_fit_family_task on latest_fit (family, task);

-- Thinned: the last fit of each minute, and of each shape and epoch within it.
create table fit_history (
    series    text not null,
    minute    timestamptz not null,
    epoch     text not null,
    shape     text not null,
    sequence  bigint not null,
    fitted_at timestamptz not null,
    body      text not null,
    primary key (series, minute, epoch, shape)
);
create index fit_history_minute on fit_history (minute);

create table alert_event (
    event_id text primary key,
    alert_id text not null,
    sequence integer not null,
    status   text not null,
    at       timestamptz not null,
    body     text not null
);

create table alert (
    alert_id  text primary key,
    sequence  integer not null,
    open      boolean not null,
    family    text not null,
    task      text not null,
    raised_at timestamptz not null,
    body      text not null
);
create index alert_open on alert (raised_at) where open;
