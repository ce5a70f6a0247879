-- Subscribers that are called. A secret is held by its name only.
create table webhook (
    name             text        primary key,
    url              text        not null,
    secret           text        not null,
    kinds            text[]      not null, -- none: all
    families         text[]      not null, -- none: all
    severity         text        not null, -- the least
    created_at       timestamptz not null,
    failures         integer     not null default 0, -- in a row
    failing_since    timestamptz,
    disabled_at      timestamptz,
    disabled_because text
);

-- What is to be delivered, and what became of it. A claim moves next_at past the end of the call: if whoever claimed it
-- dies, it is due again then.
create table webhook_delivery (
    webhook     text        not null references webhook on delete cascade,
    message_id  text        not null,
    alert_id    text,                  -- none: a test
    sequence    integer,
    body        text        not null,
    queued_at   timestamptz not null,
    next_at     timestamptz not null,
    state       text        not null,
    attempts    integer     not null default 0,
    tried_at    timestamptz,
    status      integer,
    reason      text,
    took_millis bigint,
    finished_at timestamptz,
    primary key (webhook, message_id)
);
create index webhook_delivery_due on webhook_delivery (webhook, next_at) where state = 'PENDING';
create index webhook_delivery_alert on webhook_delivery (webhook, alert_id, sequence) where state = 'PENDING';
create index webhook_delivery_newest on webhook_delivery (webhook, queued_at);
create index webhook_delivery_finished on webhook_delivery (finished_at) where finished_at is not null;
