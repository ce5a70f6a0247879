-- What people have said of alerts. No key leads to the alerts: these are read again from the topic after a loss, under the
-- same identities, and what people have said is written down nowhere else.

create table alert_remark (
    id       bigint generated always as identity primary key,
    alert_id text not null,
    type     text not null,
    severity text not null,
    made_by  text not null,
    made_at  timestamptz not null,
    body     text not null
);
create index alert_remark_alert on alert_remark (alert_id, id);
-- An alert is acknowledged once as a warning, and once more should it become critical.
create unique index alert_remark_acknowledged on alert_remark (alert_id, severity) where type = 'ACKNOWLEDGED';

create table alert_mute (
    id          uuid primary key,
    series      text,
    family      text,
    task        text,
    kind        text,
    reason      text not null,
    made_by     text not null,
    made_at     timestamptz not null,
    ends_at     timestamptz,
    lifted_by   text,
    lifted_at   timestamptz
);
create index alert_mute_standing on alert_mute (made_at) where lifted_at is null;

-- The last fit of each set of versions that is no longer the current one. Kept for good, unlike the thinned past: a row per
-- series and change of its versions.
create table epoch_end (
    series    text not null,
    epoch     text not null,
    sequence  bigint not null,
    largest   bigint not null,
    fitted_at timestamptz not null,
    body      text not null,
    primary key (series, epoch)
);

-- What was expected of a size before it was there, and what came.
create table forecast_outcome (
    series      text not null,
    epoch       text not null,
    model       text not null,
    family      text not null,
    answered    bigint not null,
    covered     boolean not null,
    sequence    bigint not null,
    observed_at timestamptz not null,
    body        text not null,
    primary key (series, epoch, model)
);
create index forecast_outcome_family on forecast_outcome (family, observed_at);
