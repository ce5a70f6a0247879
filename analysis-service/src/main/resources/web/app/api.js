// What the two services are asked.

const TIMEOUT = 20_000

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
const send = async (method, url, body, headers = {}) => (await ask(url, {
  method,
  headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
  body: body === undefined ? undefined : JSON.stringify(body)
})).body

let known
/** How this installation is set up; asked once. */
export const settings = () => (known ??= get('/api/page').catch(e => { known = undefined; throw e }))

const task = async path => (await settings()).taskService + path
const seriesPath = key => [key.family, key.task, key.taskVersion, key.variant, key.scoringVersion].map(encodeURIComponent).join('/')

export const seriesAddress = key => '/series/' + seriesPath(key)
export const seriesId = key => [key.family, key.task, key.taskVersion, key.variant, key.scoringVersion].join('/')

export const allSeries = () => get('/api/series')
export const oneSeries = path => get('/api/series/' + path)
export const pastOf = path => get(`/api/series/${path}/history`)
export const openAlerts = () => get('/api/alerts')

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
