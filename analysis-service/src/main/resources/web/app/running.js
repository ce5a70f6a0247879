import * as api from './api.js'
import { h } from './dom.js'
import { count, duration, title } from './format.js'

const EVERY = 2_000
const WINDOW = 20_000 // over which a rate is taken
const OPEN = ['RUNNING', 'STALLED', 'PAUSED', 'PLANNED']
export const OPEN_QUERY = OPEN.map(state => 'state=' + state).join('&') + '&limit=50'

export const done = run => run.scored + run.failed

/** Prompts per second, from what a run looked like lately. */
export class Rates {
  #looks = new Map()

  of (run, now = Date.now()) {
    const looks = (this.#looks.get(run.id) ?? []).filter(([at]) => now - at <= WINDOW)
    looks.push([now, done(run)])
    this.#looks.set(run.id, looks)
    const [[from, before], [to, after]] = [looks[0], looks.at(-1)]
    return to - from < 1_000 ? undefined : Math.max(0, (after - before) * 1000 / (to - from))
  }
}

export const progressBar = run => {
  const bar = h('progress', { max: Math.max(1, run.planned), value: done(run), 'aria-label': 'Progress' })
  return bar
}

export const pace = (run, rate) => {
  const left = run.planned - done(run)
  const parts = [`${count(done(run))} of ${count(run.planned)}`]
  if (run.failed) parts.push(`${count(run.failed)} failed`)
  if (rate !== undefined && run.state === 'RUNNING') {
    parts.push(`${count(Math.round(rate))}/s`)
    if (rate > 0 && left > 0) parts.push(`${duration(left / rate)} left`)
  }
  return parts.join(' \u00b7 ')
}

export const runName = run => {
  const families = [...new Set(run.models.map(m => m.family))]
  const models = run.models.length === 1 ? run.models[0].model : `${families.join(', ')}, ${run.models.length} models`
  return `${title(models)} on ${run.tasks.length === 1 ? title(run.tasks[0]) : `${run.tasks.length} tasks`}`
}

export const stateMark = state => h('span', { class: `run-state run-${state}` }, state.toLowerCase())

/** What is running, asked for every other second while somebody looks. */
export const runningNow = () => {
  const list = h('ul', { class: 'running' })
  const note = h('p', { class: 'fine' })
  const element = h('section', { class: 'now', 'aria-label': 'Running now' }, list, note)
  const rates = new Rates()
  let timer
  const look = async () => {
    try {
      if (!document.hidden) {
        const open = await api.runs(OPEN_QUERY)
        list.replaceChildren(...open.slice(0, 4).map(run => h('li', {},
          h('p', {}, h('a', { href: '/runs/' + run.id }, runName(run)), run.state === 'RUNNING' ? '' : [' ', stateMark(run.state)]),
          progressBar(run), h('p', { class: 'fine' }, pace(run, rates.of(run))))))
        note.replaceChildren(open.length > 4 ? h('a', { href: '/runs' }, `and ${count(open.length - 4)} more`) : open.length === 0 ? 'Nothing is running. ' : '',
          open.length === 0 ? h('a', { href: '/runs/new' }, 'Start a run') : '')
      }
    } catch (e) {
      list.replaceChildren()
      note.textContent = `What is running is not known: ${e.message}`
    }
    if (timer !== null) timer = setTimeout(look, EVERY)
  }
  look()
  return {
    element,
    stop: () => {
      clearTimeout(timer)
      timer = null
    }
  }
}
