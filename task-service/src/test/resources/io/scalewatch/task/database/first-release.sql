-- A row in each table, as the first release leaves them.
insert into endpoint values ('local', 'http://127.0.0.1:8000/v1', 'OPENAI_CHAT', null);
insert into family values ('aurora', 'a family', '{"tasks":["memo-trap"],"variants":["baseline"]}');
insert into model values ('aurora-1b', 'aurora', 1000000000, 6e20);
insert into model_version (model, version, status, endpoint, served_model, deployed_at, run_id)
values ('aurora-1b', 'v1', 'CURRENT', 'local', 'aurora', now(), '00000000-0000-0000-0000-000000000001');
insert into task_version values ('brought', 'abc', 'STRONG_PRIOR', 'a task', 'CHOICE', 'TRAP', 1, '\x1f8b', now());
insert into task values ('brought', 'abc', true);
insert into outbox values ('models', 'aurora-1b', '{}', '\x7b7d', 1, 1);
insert into run values ('00000000-0000-0000-0000-000000000001', 'COMPLETED', 0, '{}', 10, now(), now());
insert into run values ('00000000-0000-0000-0000-000000000002', 'RUNNING', 0, '{}', 10, now(), null);
insert into run values ('00000000-0000-0000-0000-000000000003', 'PAUSED', 0, '{}', 10, now(), null);
insert into run values ('00000000-0000-0000-0000-000000000004', 'CANCELLED', 0, '{}', 10, now(), now());
insert into run_cursor values ('00000000-0000-0000-0000-000000000002', 0, 'aurora-1b', 'v1', 'local', 10, 5);
insert into run_progress values ('00000000-0000-0000-0000-000000000002', 0, 3, 1, 0, 3, 300, 'rules-1');
insert into model_availability values ('aurora-1b', 'v1', 0);
insert into run_segment values ('00000000-0000-0000-0000-000000000002', 0, 6, 1, '\x00', '\x00');
insert into prompt_attempt values ('00000000-0000-0000-0000-000000000002', 4, 0, 1, null);
insert into scores_offset values (0, 42);
insert into endpoint_lease values ('local', 'task-service', 7, now());
