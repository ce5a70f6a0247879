import * as api from './api.js'
import { h, put } from './dom.js'
import { ago, count, duration, moment, money, percent, plain, title } from './format.js'
import { problem } from './problem.js'
import { done, pace, progressBar, Rates, runName, stateMark } from './running.js'

const EVERY = 2_000
const CAUSES = {
  REQUEST: 'by request', NOTHING_ANSWERED: 'not one prompt was answered',
  BUDGET_USD: 'its budget in money is used up', BUDGET_TOKENS: 'its budget of tokens is used up', BUDGET_REQUESTS: 'its budget of requests is used up'
}
const KINDS = { REQUESTED: 'asked for', DEPLOYMENT: 'started by a deployment', SCHEDULED: 'started by a schedule', CANARY: 'a canary' }
const because = run => run.cause ? `, ${CAUSES[run.cause] ?? run.cause.toLowerCase()}` : ''

// All runs.

export const runsView = root => {
  const model = new URLSearchParams(location.search).get('model')
  document.title = 'Runs \u2013 Scalewatch'
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const body = h('tbody')
  root.append(
    h('div', { class: 'lead' }, h('h1', {}, model ? `Runs of ${title(model)}` : 'Runs'), h('p', {}, h('a', { class: 'button', href: '/runs/new' }, 'Start a run'))),
    status,
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Runs' }, h('table', { class: 'runs' },
      h('thead', {}, h('tr', {}, ['Run', 'State', 'Progress', 'Started'].map(name => h('th', { scope: 'col' }, name)), h('th', { scope: 'col', class: 'number' }, 'Failed'), h('th', { scope: 'col', class: 'number' }, 'Spent'))), body)))
  const rates = new Rates()
  let timer
  const look = async () => {
    try {
      if (!document.hidden) {
        const runs = await api.runs(`limit=100${model ? '&model=' + encodeURIComponent(model) : ''}`)
        const focused = document.activeElement?.getAttribute('href')
        body.replaceChildren(...runs.map(run => h('tr', {},
          h('th', { scope: 'row' }, h('a', { href: '/runs/' + run.id }, runName(run)), h('span', { class: 'fine' }, run.variants.map(title).join(', '))),
          h('td', {}, stateMark(run.state)), h('td', {}, progressBar(run), h('span', { class: 'fine' }, pace(run, rates.of(run)))),
          h('td', {}, ago(run.createdAt)), h('td', { class: 'number' }, count(run.failed)), h('td', { class: 'number' }, money(run.spent.usd)))))
        if (focused?.startsWith('/runs/')) body.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
        status.textContent = runs.length === 0 ? (model ? 'No run has asked this model.' : 'No run yet.') : runs.length === 100 ? 'The newest 100.' : ''
      }
    } catch (e) {
      status.textContent = e.message
    }
    if (timer !== null) timer = setTimeout(look, EVERY)
  }
  look()
  return () => {
    clearTimeout(timer)
    timer = null
  }
}

// One run.

// As FailureKind of the contracts has them.
const FAILURES = {
  unreachable: ['Unreachable', 'no connection to the endpoint'],
  overloaded: ['Overloaded', 'the endpoint said so (429 or 503), more often than calls are repeated'],
  timeout: ['Timeout', 'no answer within the time limit of a call'],
  deadline: ['Deadline', 'the prompt\u2019s time was up, its wait for the endpoint included'],
  'server-error': ['Server error', 'the endpoint failed (5xx)'],
  rejected: ['Rejected', 'the endpoint refused the request (4xx): asking again would not help'],
  'invalid-response': ['Invalid response', 'what came is not what the protocol says'],
  'wrong-version': ['Wrong version', 'another model answered than the version declares'],
  'unknown-endpoint': ['Unknown endpoint', 'the endpoint is not known, or can\u2019t do what the prompt needs'],
  lost: ['Lost', 'published and found nowhere, more often than it is asked again'],
  unscorable: ['Unscorable', 'answered, but what the sample takes for an answer can\u2019t be used'],
  'no-verdict': ['No verdict', 'a judge was asked and gave none'],
  expired: ['Expired', 'the answer that was to be judged is no longer kept']
}

const failureTable = failures => {
  const kinds = [...Map.groupBy(failures, one => one.kind)]
    .map(([kind, of]) => [kind, of, of.reduce((sum, one) => sum + one.failed, 0)])
    .sort(([, , a], [, , b]) => b - a)
  return kinds.length > 0 && [h('h2', {}, 'Failures by kind'),
    h('p', { class: 'fine' }, 'Since what failed was last asked again. A prompt that was answered after all, late, is still counted here.'),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Failures by kind' }, h('table', { class: 'wrapped' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Kind'), h('th', { scope: 'col', class: 'number' }, 'Prompts'), h('th', { scope: 'col' }, 'What happened'), h('th', { scope: 'col' }, 'Models'))),
      h('tbody', {}, kinds.map(([kind, of, sum]) => h('tr', {},
        h('th', { scope: 'row' }, FAILURES[kind]?.[0] ?? title(kind)), h('td', { class: 'number' }, count(sum)), h('td', {}, FAILURES[kind]?.[1] ?? ''),
        h('td', {}, of.map(one => `${title(one.model)} ${count(one.failed)}`).join(', ')))))))]
}

const COMMANDS = [
  ['pause', 'Pause', run => ['PLANNED', 'RUNNING', 'STALLED'].includes(run.state)],
  ['resume', 'Resume', run => run.state === 'PAUSED'],
  ['retry-failed', 'Retry what failed', run => run.failed > 0 && !['CANCELLED', 'SUPERSEDED'].includes(run.state)],
  ['cancel', 'Cancel', run => !run.endedAt]
]

export const runView = (root, id) => {
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const head = h('div')
  const buttons = h('div', { class: 'buttons' })
  const said = h('div')
  const body = h('div')
  root.append(h('p', { class: 'crumbs' }, h('a', { href: '/runs' }, 'Runs')), head, status, buttons, said, body)
  const rates = new Rates()
  let gone = false
  let source
  let timer
  let tasksAsked = 0
  let tasks = []
  let now

  const act = async (name, label) => {
    if (name === 'cancel' && !confirm('End this run? What was scored still counts; it can\u2019t be resumed.')) return
    said.replaceChildren()
    try {
      draw(await api.command(id, name))
      status.textContent = `${label}: done.`
      listen()
    } catch (e) {
      said.replaceChildren(problem(e))
    }
  }

  const drawButtons = run => {
    const wanted = COMMANDS.filter(([, , allowed]) => allowed(run))
    const names = wanted.map(([name]) => name).join()
    if (buttons.getAttribute('data-names') === names) return
    buttons.setAttribute('data-names', names)
    buttons.replaceChildren(...wanted.map(([name, label]) => h('button', { type: 'button', class: name === 'cancel' ? 'danger' : '', onclick: () => act(name, label) }, label)))
  }

  const draw = run => {
    if (gone) return
    now = run
    document.title = `${runName(run)} \u2013 Scalewatch`
    const rate = rates.of(run)
    put(head, h('h1', {}, runName(run)),
      h('p', { class: 'facts' }, stateMark(run.state), h('span', {}, `${KINDS[run.kind] ?? run.kind.toLowerCase()}${because(run)}`), h('span', {}, `created ${moment(run.createdAt)}`), run.endedAt && h('span', {}, `ended ${moment(run.endedAt)}`)),
      h('div', { class: 'big-progress' }, progressBar(run), h('p', {}, pace(run, rate))))
    drawButtons(run)
    const budget = Object.entries(run.budget ?? {}).filter(([, limit]) => limit !== undefined && limit !== null)
    put(body,
      h('dl', { class: 'figures' },
        [['Scored', count(run.scored)], ['Failed', count(run.failed)], ['of these lost', count(run.lost)], ['Spent', money(run.spent.usd)], ['Tokens read', count(run.spent.promptTokens)], ['Tokens written', count(run.spent.completionTokens)],
          ...budget.map(([name, limit]) => [`Budget, ${name}`, count(limit)])].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
      h('h2', {}, 'Models'),
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Models' }, h('table', {},
        h('thead', {}, h('tr', {}, ['Model', 'Version', 'Progress'].map(name => h('th', { scope: 'col' }, name)), ['Scored', 'Failed', 'Lost'].map(name => h('th', { scope: 'col', class: 'number' }, name)))),
        h('tbody', {}, run.models.map(m => h('tr', {}, h('th', { scope: 'row' }, title(m.model), m.stalled && h('span', { class: 'run-state run-STALLED' }, 'not reached')), h('td', {}, title(m.version)), h('td', {}, progressBar(m)),
          [m.scored, m.failed, m.lost].map(n => h('td', { class: 'number' }, count(n)))))))),
      failureTable(run.failures ?? []),
      tasks.length > 0 && [h('h2', {}, 'Tasks'), h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Tasks' }, h('table', {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Task'), h('th', { scope: 'col' }, 'Model'), ['Planned', 'Scored', 'Failed'].map(name => h('th', { scope: 'col', class: 'number' }, name)))),
        h('tbody', {}, tasks.flatMap(task => (task.models ?? []).map(m => h('tr', {}, h('th', { scope: 'row' }, title(task.task ?? task.name)), h('td', {}, title(m.model)), [m.planned, m.scored, m.failed].map(n => h('td', { class: 'number' }, count(n)))))))))],
      run.history?.length > 0 && [h('h2', {}, 'What happened'), h('ol', { class: 'events' }, run.history.map(change => h('li', {}, stateMark(change.state), ` ${moment(change.at)}${because(change)}`)))])
    if (Date.now() - tasksAsked > 5_000 || run.endedAt) lookAtTasks(run)
  }

  const lookAtTasks = async run => {
    if (run.endedAt && tasksAsked === Infinity) return
    tasksAsked = run.endedAt ? Infinity : Date.now()
    tasks = await api.runTasks(id).catch(() => [])
    if (!gone && now) draw(now)
  }

  const listen = async () => {
    source?.close()
    clearTimeout(timer)
    try {
      draw(await api.run(id))
      status.textContent = ''
      if (now?.endedAt || gone) return
      source = await api.runEvents(id)
      source.onmessage = event => draw(JSON.parse(event.data))
      source.onerror = () => {
        // Its stream ends with the run; else it is lost, and sought again.
        source.close()
        if (!gone) timer = setTimeout(listen, EVERY)
      }
      if (gone) source.close()
    } catch (e) {
      if (gone) return
      if (e.status === 404) put(head, h('h1', {}, 'There is no such run'))
      status.textContent = e.status === 404 ? '' : `${e.message} What you see may be old.`
      if (e.status !== 404) timer = setTimeout(listen, EVERY)
    }
  }
  listen()
  return () => {
    gone = true
    source?.close()
    clearTimeout(timer)
  }
}

// A new run: what it would take first, then the button that starts it.

const VARIANTS = ['baseline', 'explicit-instruction', 'step-by-step', 'output-constraint', 'one-shot', 'few-shot-3', 'decomposed']

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')

const choices = (name, legend, items, chosen = []) => h('fieldset', {}, h('legend', {}, legend),
  items.map(([value, note]) => h('label', { class: 'choice' }, h('input', { type: 'checkbox', name, value, checked: chosen.includes(value) }), h('span', {}, title(value), note && h('small', {}, plain(note, 300))))))

const firstSentence = text => /^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text

const number = (name, label, attributes) => h('label', { class: 'number-field' }, label, h('input', { type: 'number', name, ...attributes }))

const estimateView = what => h('section', { class: 'estimate', 'aria-labelledby': 'estimate-title' },
  h('h2', { id: 'estimate-title' }, 'What it would take'),
  h('dl', { class: 'figures' }, [['Prompts', count(what.prompts)], ['Tokens read', count(what.promptTokens)], ['Tokens written', count(what.completionTokens)],
    ['Cost', what.costUsd === undefined ? 'not known' : money(what.costUsd)], ['Time', what.seconds === undefined ? 'not known' : 'about ' + duration(what.seconds)]].map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))),
  h('details', {}, h('summary', {}, 'What this rests on'), h('ul', {}, what.basis.map(line => h('li', {}, plain(line))))))

export const startView = root => {
  document.title = 'Start a run \u2013 Scalewatch'
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const result = h('div', { 'aria-live': 'polite' })
  const begin = h('button', { type: 'button', class: 'primary', hidden: true }, 'Start it')
  const form = h('form', { class: 'start', hidden: true })
  root.append(h('p', { class: 'crumbs' }, h('a', { href: '/runs' }, 'Runs')), h('h1', {}, 'Start a run'), status, form, result, begin)
  let key
  let request

  const read = () => {
    const data = new FormData(form)
    const given = name => data.get(name) === '' ? undefined : Number(data.get(name))
    const usd = given('usd')
    return {
      families: data.getAll('family'), tasks: data.getAll('task'), variants: data.getAll('variant'),
      examples: given('examples'), trials: given('trials'), budget: usd === undefined ? undefined : { usd }
    }
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    begin.hidden = true
    result.replaceChildren(h('p', { class: 'fine' }, 'Estimating'))
    try {
      request = read()
      result.replaceChildren(estimateView(await api.estimate(request)))
      key = newKey()
      begin.hidden = false
    } catch (e) {
      result.replaceChildren(problem(e))
    }
  })
  // An estimate is of what was asked, not of what the form says since.
  form.addEventListener('input', () => { begin.hidden = true })
  begin.addEventListener('click', async () => {
    begin.disabled = true
    try {
      const run = await api.create(request, key)
      document.dispatchEvent(new CustomEvent('scalewatch:go', { detail: '/runs/' + run.id }))
    } catch (e) {
      result.append(problem(e))
    } finally {
      begin.disabled = false
    }
  })

  Promise.all([api.families(), api.tasks()]).then(([families, tasks]) => {
    status.textContent = families.length === 0 ? 'There is no family of models yet: deploy one first.' : ''
    form.append(
      choices('family', 'Families', families.map(f => [f.name, `${f.models.length} models`])),
      choices('task', 'Tasks', tasks.map(t => [t.name, firstSentence(t.description)])),
      choices('variant', 'Variants', VARIANTS.map(v => [v]), ['baseline']),
      h('fieldset', { class: 'limits' }, h('legend', {}, 'How much'),
        number('examples', 'Samples of each task', { min: 1, value: 200 }), number('trials', 'Trials of each', { min: 1, value: 1 }), number('usd', 'At most, in US dollars', { min: 0, step: 'any', placeholder: 'no limit' })),
      h('p', {}, h('button', { type: 'submit', class: 'primary' }, 'Estimate')))
    form.hidden = families.length === 0
  }).catch(e => { status.textContent = e.message })
  return () => {}
}
