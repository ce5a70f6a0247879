// What the two services are asked.

const TIMEOUT = 20_000
// A probe asks an endpoint several times, and says so when that takes too long.
const PROBE_TIMEOUT = 60_000

/** What went wrong, in the service's own words: its problem detail, with field and remedy. */
export class Problem extends Error {
  constructor (status, detail, violations = []) {
    super(detail)
    this.status = status
    this.violations = violations
  }
}

const ask = async (url, options = {}) => {
  let response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT), credentials: 'omit', ...options })
  } catch (e) {
    throw new Problem(0, `${new URL(url, location.href).origin} does not answer.`)
  }
  const body = await response.json().catch(() => undefined)
  if (!response.ok) throw new Problem(response.status, body?.detail ?? `${url} answered ${response.status}.`, body?.violations)
  return { body, headers: response.headers }
}

const get = async url => (await ask(url)).body
const send = async (method, url, body, headers = {}, timeout = TIMEOUT) => (await ask(url, {
  method,
  signal: AbortSignal.timeout(timeout),
  headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
  body: body === undefined ? undefined : JSON.stringify(body)
})).body

let known
/** How this installation is set up; asked once. */
export const settings = () => (known ??= get('/api/page').catch(e => { known = undefined; throw e }))

const task = async path => (await settings()).taskService + path
const inference = async path => (await settings()).inferenceService + path
const seriesPath = key => [key.family, key.task, key.taskVersion, key.variant, key.scoringVersion].map(encodeURIComponent).join('/')

export const seriesAddress = key => '/series/' + seriesPath(key)
export const seriesId = key => [key.family, key.task, key.taskVersion, key.variant, key.scoringVersion].join('/')

export const allSeries = () => get('/api/series')
export const oneSeries = path => get('/api/series/' + path)
export const pastOf = path => get(`/api/series/${path}/history`)
export const samplesAddress = (key, query) => '/samples/' + seriesPath(key) + '?' + new URLSearchParams(query)
export const samplesOf = (path, query) => get(`/api/series/${path}/samples?` + new URLSearchParams(query))
export const groupOf = (path, place) => get(`/api/series/${path}/samples/${encodeURIComponent(place)}`)
export const wholeText = (path, place, query) => get(`/api/series/${path}/samples/${encodeURIComponent(place)}/text?` + new URLSearchParams(query))
export const formsOf = path => get(`/api/series/${path}/forms`)
export const bandOf = path => get(`/api/series/${path}/band`)
export const comparisonsOf = path => get(`/api/series/${path}/comparisons`)
export const forecastsOf = path => get(`/api/series/${path}/forecasts`)
export const openAlerts = () => get('/api/alerts')
export const acknowledge = (id, remark) => send('PUT', `/api/alerts/${encodeURIComponent(id)}/acknowledgement`, remark)
export const note = (id, remark) => send('POST', `/api/alerts/${encodeURIComponent(id)}/notes`, remark)
export const mute = request => send('POST', '/api/mutes', request)
export const unmute = (id, by) => send('DELETE', `/api/mutes/${encodeURIComponent(id)}?by=${encodeURIComponent(by)}`)

export const runs = async query => get(await task('/api/runs?' + query))
export const run = async id => get(await task('/api/runs/' + encodeURIComponent(id)))
export const runTasks = async id => get(await task(`/api/runs/${encodeURIComponent(id)}/tasks`))
export const runEvents = async id => new EventSource(await task(`/api/runs/${encodeURIComponent(id)}/events`))
export const command = async (id, name) => send('POST', await task(`/api/runs/${encodeURIComponent(id)}/${name}`))
export const estimate = async request => send('POST', await task('/api/runs?dryRun=true'), request)
export const create = async (request, key) => send('POST', await task('/api/runs'), request, { 'Idempotency-Key': key })

/** Every page of a list. */
const whole = async path => {
  const items = []
  let url = await task(path)
  while (url) {
    const { body, headers } = await ask(url)
    items.push(...body)
    const next = /<([^>]+)>;\s*rel="?next"?/.exec(headers.get('Link') ?? '')?.[1]
    url = next && new URL(next, url).href
  }
  return items
}
export const families = () => whole('/api/families?limit=1000')
export const tasks = () => whole('/api/tasks?limit=1000')
export const taskOf = async name => get(await task('/api/tasks/' + encodeURIComponent(name)))
export const versionsOf = async name => get(await task(`/api/tasks/${encodeURIComponent(name)}/versions`))
export const examplesOf = async (name, limit) => get(await task(`/api/tasks/${encodeURIComponent(name)}/samples?limit=${limit}`))
export const taskAddress = name => '/tasks/' + encodeURIComponent(name)
export const endpoints = () => whole('/api/endpoints?limit=1000')
export const saveEndpoint = async (name, spec) => send('PUT', await task('/api/endpoints/' + encodeURIComponent(name)), spec)
export const probe = async asked => send('POST', await inference('/api/probe'), asked, {}, PROBE_TIMEOUT)
