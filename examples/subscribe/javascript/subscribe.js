// Prints the alerts that are open, and then what happens to them, a line each.
//   KAFKA=localhost:8790 GROUP=my-subscriber node subscribe.js
import { createKafkaClient } from 'kafka-ts'

const [host, port] = (process.env.KAFKA ?? 'localhost:8790').split(':')
const kafka = createKafkaClient({ clientId: 'alert-subscriber', bootstrapServers: [{ host, port: Number(port) }] })

const seen = new Map() // alertId -> the newest sequence that was handled

function handle({ key, value }) {
  if (!value) {
    // The alert of this key is no longer open.
    console.log(['ended', key].join('\t'))
    return
  }
  const alert = JSON.parse(value)
  // Each event comes on both topics, and again after a restart: the sequence tells which are news.
  if (alert.sequence <= (seen.get(alert.alertId) ?? -1)) return
  seen.set(alert.alertId, alert.sequence)
  console.log([alert.status, alert.severity, alert.kind, `${alert.alertId}/${alert.sequence}`, alert.summary].join('\t'))
}

const consumers = await Promise.all([
  // What is open: from the beginning, whenever this starts.
  kafka.startConsumer({
    groupId: null,
    topics: ['scaling-alerts-current'],
    isolationLevel: 1, // read committed
    fromBeginning: true,
    onBatch: (messages) => messages.forEach(handle)
  }),
  // Every event: from where the group left off, or from now on. Offsets are committed after a batch was handled.
  kafka.startConsumer({
    groupId: process.env.GROUP ?? 'my-subscriber',
    topics: ['scaling-alerts'],
    isolationLevel: 1,
    fromBeginning: false,
    onBatch: (messages) => messages.forEach(handle)
  })
])

for (const stop of ['SIGINT', 'SIGTERM']) {
  process.once(stop, () => Promise.all(consumers.map((consumer) => consumer.close())))
}
