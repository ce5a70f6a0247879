-- A row in each table, as the first release leaves them.
insert into latest_fit values ('s', 'aurora', 'memo-trap', 'abc', 'baseline', 'rules-1', 'e', 3, 'INVERSE', now(), '{}');
insert into fit_history values ('s', now(), 'e', 'INVERSE', 3, now(), '{}');
insert into alert_event values ('id', 'alert', 1, 'raised', now(), '{}');
insert into alert values ('alert', 1, true, 'aurora', 'memo-trap', now(), '{}');
