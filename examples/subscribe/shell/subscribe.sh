#!/usr/bin/env bash
# Prints the alerts that are open, and then what happens to them, a line each. Needs kcat 1.7 and jq.
#   KAFKA=localhost:8790 GROUP=my-subscriber ./subscribe.sh
set -euo pipefail

# Of transactions that were aborted, nothing.
kcat=(kcat -b "${KAFKA:-localhost:8790}" -X isolation.level=read_committed -q -u -J)
short='{id: .key} + (.payload // "{}" | fromjson | {alertId, sequence, status, severity, kind, summary})'

{
    # What is open: from the beginning, whenever this starts.
    "${kcat[@]}" -C -t scaling-alerts-current -o beginning | jq -c --unbuffered "$short" &
    # Every event: from where the group left off, or from now on.
    "${kcat[@]}" -X auto.offset.reset=latest -G "${GROUP:-my-subscriber}" scaling-alerts | jq -c --unbuffered "$short" &
    wait
} | jq -rn --unbuffered '
    # Each event comes on both topics, and again after a restart: the sequence tells which are news.
    foreach inputs as $new ({};
        .line = null
        | if $new.alertId == null then .line = ["ended", $new.id]
          elif $new.sequence > (.seen[$new.alertId] // -1) then
            .seen[$new.alertId] = $new.sequence
            | .line = [$new.status, $new.severity, $new.kind, "\($new.alertId)/\($new.sequence)", $new.summary]
          else . end;
        .line // empty | @tsv)'
