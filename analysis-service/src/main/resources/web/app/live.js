import { allSeries, openAlerts, seriesId } from './api.js'
import { clock } from './format.js'

// What is known of series and alerts, kept current by server-sent events. A view looks at `series` and `alerts`, and
// is told when they have changed.

const SETTLING = 3_000 // What was published just before we listened may be stored a moment later.
const SILENCE = 12_000 // The service says something every 5 s.
const RETRY = [1_000, 2_000, 5_000, 10_000]
const CHECK = 1_000

export const series = new Map()
export const alerts = new Map()
const listeners = new Set()
const status = { connected: false, loaded: false, heard: 0, problem: undefined }

let source
let last
let retries = 0
let timer

const changed = () => listeners.forEach(listener => listener())
export const onChange = listener => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const isLoaded = () => status.loaded

const takeSeries = fits => {
  for (const fit of fits) {
    const id = seriesId(fit.series)
    const known = series.get(id)
    if (!known || fit.sequence >= known.sequence) series.set(id, fit)
  }
}

const isOpen = alert => alert.status === 'raised' || alert.status === 'updated'
const isSameMute = (one, other) => one.reason === other?.reason && one.until === other?.until
const takeAlert = alert => {
  const known = alerts.get(alert.alertId)
  if (known && known.sequence > alert.sequence) return
  // An event says whether it is muted, but not what people have noted, nor which mute it is; an acknowledgement is of
  // a severity.
  const handling = alert.handling ?? (known?.handling && {
    ...known.handling,
    acknowledged: alert.severity === known.severity ? known.handling.acknowledged : undefined,
    muted: alert.muted && (isSameMute(alert.muted, known.handling.muted) ? known.handling.muted : alert.muted)
  })
  if (isOpen(alert)) alerts.set(alert.alertId, { ...alert, handling })
  else alerts.delete(alert.alertId)
}

/** Looks at the alerts again, after something was done with one. */
export const refreshAlerts = async () => {
  try {
    takeAlerts(await openAlerts())
    changed()
  } catch { /* The next look is due all the same. */ }
}

const takeAlerts = open => {
  alerts.clear()
  open.forEach(takeAlert)
}

const load = async () => {
  try {
    const [fits, open] = await Promise.all([allSeries(), openAlerts()])
    takeSeries(fits)
    takeAlerts(open)
    status.loaded = true
    status.problem = undefined
    status.heard = Date.now()
  } catch (e) {
    status.problem = e.message
  }
  changed()
  show()
}

const heard = event => {
  const number = Number(event.lastEventId)
  // One is missing: whatever it said is looked up.
  if (last !== undefined && number > last + 1) load()
  last = number
  status.heard = Date.now()
}

const connect = () => {
  clearTimeout(timer)
  source?.close()
  last = undefined
  source = new EventSource('/api/events')
  source.onopen = () => {
    status.connected = true
    retries = 0
    load()
    setTimeout(load, SETTLING)
    show()
  }
  source.addEventListener('beat', event => { heard(event); show() })
  source.addEventListener('series', event => { heard(event); takeSeries(JSON.parse(event.data)); changed(); show() })
  source.addEventListener('alerts', event => { heard(event); JSON.parse(event.data).forEach(takeAlert); changed(); show() })
  source.onerror = () => {
    // The browser's own attempts stop for good at an answer that is no stream, such as a proxy's.
    source.close()
    status.connected = false
    timer = setTimeout(connect, RETRY[Math.min(retries++, RETRY.length - 1)])
    show()
  }
}

const show = () => {
  const silent = status.heard > 0 && Date.now() - status.heard > SILENCE
  const old = !status.connected || silent
  const live = document.getElementById('live')
  const stale = document.getElementById('stale')
  const said = old ? (status.heard ? 'Not connected' : 'Connecting') : 'Live'
  if (live.textContent !== said) live.textContent = said
  live.classList.toggle('old', old)
  const isOld = old && status.heard > 0 && (silent || retries > 1)
  const message = isOld
    ? `What you see is from ${clock(status.heard)}: the analysis does not answer. It is asked again until it does.`
    : status.problem ?? ''
  if (stale.textContent !== message) stale.textContent = message
  stale.hidden = message === ''
}

export const start = () => {
  connect()
  if (!status.loaded) load()
  setInterval(() => {
    if (status.connected && Date.now() - status.heard > SILENCE) connect()
    show()
  }, CHECK)
  // A laptop that was asleep knows nothing of it.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && Date.now() - status.heard > SILENCE) connect()
  })
}
