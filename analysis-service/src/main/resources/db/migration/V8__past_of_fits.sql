-- The thinned past has what latest_fit had before; what that has is a part of the past as well.
create view fit_past as
    select series, minute, epoch, shape, sequence, fitted_at, body from fit_history h
    where not exists (
        select from latest_fit l
        where l.series = h.series and l.epoch = h.epoch and l.shape = h.shape
            and date_trunc('minute', l.fitted_at, 'UTC') = h.minute)
    union all
    select series, date_trunc('minute', fitted_at, 'UTC'), epoch, shape, sequence, fitted_at, body from latest_fit;

-- A body that is written often should not take long to compress. A server that was built without LZ4 keeps its own way.
do $$
begin
    alter table latest_fit alter column body set compression lz4;
    alter table fit_history alter column body set compression lz4;
exception when feature_not_supported then
    null;
end $$;
