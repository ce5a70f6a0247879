import { byConcern, handled, isMuted, respond, stateOf } from './alerts.js'
import * as api from './api.js'
import { sharedRange, smallCurve } from './chart.js'
import { h } from './dom.js'
import { ago, clock, count, percent, plain, size, title } from './format.js'
import { alerts, isLoaded, onChange, series } from './live.js'
import { runningNow } from './running.js'
import { allShapes, mark, shapeName, tone, urgency } from './shapes.js'

const AT_ONCE = 48 // cards that are drawn before the browser may draw something else

const seriesAlerts = () => {
  const by = new Map()
  for (const alert of alerts.values()) {
    if (isMuted(alert)) continue
    const id = api.seriesId(alert.series)
    by.set(id, [...(by.get(id) ?? []), alert])
  }
  return by
}

const ends = fit => {
  const known = fit.points.filter(p => p.answered > 0)
  if (known.length === 0) return 'no answers yet'
  const [first, last] = [known[0], known.at(-1)]
  return known.length === 1
    ? `${percent(first.accuracy)} at ${size(first.parameters)}`
    : [h('span', {}, h('b', {}, percent(first.accuracy)), ' at ' + size(first.parameters)), h('span', {}, h('b', {}, percent(last.accuracy)), ' at ' + size(last.parameters))]
}

const card = (fit, range, alerted) =>
  h('li', { class: `card tone-${tone(fit.shape)}${alerted ? ' alerted' : ''}` },
    h('h3', {}, h('a', { href: api.seriesAddress(fit.series) }, title(fit.series.task))),
    h('p', { class: 'variant' }, title(fit.series.variant)),
    smallCurve(fit, range, tone(fit.shape)),
    h('p', { class: 'ends' }, ends(fit)),
    h('p', { class: 'foot' }, mark(fit.shape), alerted && h('span', { class: 'bell' }, 'alert')))

const sentence = alert => {
  const summary = plain(alert.summary, 600)
  const end = summary.indexOf(': ') + 1 || summary.length
  return h('li', { class: `alert ${isMuted(alert) ? 'muted' : alert.severity === 'critical' ? 'critical' : 'warning'}` },
    h('p', {}, h('a', { href: api.seriesAddress(alert.series) }, summary.slice(0, end)), summary.slice(end)),
    h('p', { class: 'fine' }, [`${alert.severity}, raised ${ago(alert.raisedAt)}${alert.status === 'updated' ? `, updated ${ago(alert.at)}` : ''}`, handled(alert)].filter(Boolean).join('; ')),
    respond(alert))
}

const headline = fits => {
  const worse = fits.filter(f => f.shape === 'INVERSE').length
  const turning = fits.filter(f => tone(f.shape) === 'warn').length
  if (fits.length === 0) return 'Nothing has been evaluated yet'
  if (worse + turning === 0) return `None of ${count(fits.length)} curves turns the wrong way`
  const parts = []
  if (worse) parts.push(`${count(worse)} of ${count(fits.length)} curves ${worse === 1 ? 'falls' : 'fall'} with size`)
  if (turning) parts.push(`${count(turning)}${worse ? ' more' : ` of ${count(fits.length)} curves`} ${turning === 1 ? 'changes' : 'change'} direction`)
  return parts.join(', ')
}

const extent = fits => {
  const families = new Set(fits.map(f => f.series.family)).size
  const tasks = new Set(fits.map(f => f.series.task)).size
  const answers = fits.reduce((sum, f) => sum + f.points.reduce((n, p) => n + p.trials, 0), 0)
  const newest = fits.reduce((latest, f) => f.fittedAt > latest ? f.fittedAt : latest, '')
  const many = (n, one, more) => `${count(n)} ${n === 1 ? one : more}`
  return `${many(families, 'family', 'families')}, ${many(tasks, 'task', 'tasks')}, ${many(answers, 'labelled answer', 'labelled answers')}; the newest fit is ${newest ? `of ${clock(newest)}` : 'still to come'}`
}

export const overview = root => {
  const heading = h('h1', {}, isLoaded() ? '' : 'Loading')
  const subtitle = h('p', { class: 'subtitle' })
  const alertList = h('ul', { class: 'alerts' })
  const moreAlerts = h('button', { type: 'button', class: 'quiet', hidden: true })
  const alertSection = h('section', { 'aria-labelledby': 'alerts-title', hidden: true },
    h('h2', { id: 'alerts-title' }, 'Alerts'), alertList, moreAlerts)
  const text = h('input', { type: 'search', id: 'filter-text', placeholder: 'family, task or variant', autocomplete: 'off' })
  const shape = h('select', { id: 'filter-shape' },
    h('option', { value: '' }, 'every shape'), h('option', { value: '!' }, 'with an alert'), allShapes.map(name => h('option', { value: name }, shapeName(name))))
  const filter = h('form', { class: 'filter', role: 'search', hidden: true },
    h('label', { for: 'filter-text' }, 'Find', text), h('label', { for: 'filter-shape' }, 'Shape', shape))
  const shown = h('p', { class: 'fine', role: 'status' })
  const families = h('div', { class: 'families' })
  const running = runningNow()
  root.append(h('div', { class: 'lead' }, h('div', {}, heading, subtitle), running.element), alertSection, filter, shown, families)

  const cards = new Map() // by series: what is drawn of it
  let frame
  let allAlerts = false
  let drawnAlerts

  const drawAlerts = () => {
    const heard = [...alerts.values()].filter(alert => !isMuted(alert)).length
    const all = [...alerts.values()].sort(byConcern)
    alertSection.hidden = all.length === 0
    const few = Math.min(4, heard)
    const first = allAlerts ? all : all.slice(0, few)
    const state = first.map(alert => stateOf(alert) + ago(alert.raisedAt)).join()
    if (state !== drawnAlerts) {
      // Whoever is on one of them stays there.
      const on = alertList.contains(document.activeElement) && document.activeElement.closest('li').querySelector('[data-alert]')?.dataset.alert
      const part = document.activeElement?.localName
      drawnAlerts = state
      alertList.replaceChildren(...first.map(sentence))
      if (on) alertList.querySelector(`[data-alert="${CSS.escape(on)}"]`)?.closest('li').querySelector(part)?.focus({ preventScroll: true })
    }
    const mutedToo = all.length > heard ? `, ${count(all.length - heard)} of them muted` : ''
    moreAlerts.hidden = all.length <= few
    moreAlerts.textContent = allAlerts ? 'Show fewer' : `Show all ${count(all.length)}${mutedToo}`
  }

  const matches = (fit, alerted) => {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean)
    const name = api.seriesId(fit.series).toLowerCase()
    return words.every(word => name.includes(word)) && (shape.value === '' || (shape.value === '!' ? alerted : fit.shape === shape.value))
  }

  const draw = () => {
    frame = undefined
    const alerted = seriesAlerts()
    const fits = [...series.values()]
    heading.textContent = isLoaded() ? headline(fits) : 'Loading'
    subtitle.textContent = fits.length === 0 ? '' : extent(fits)
    filter.hidden = fits.length < 2
    drawAlerts()
    const wanted = fits.filter(fit => matches(fit, alerted.has(api.seriesId(fit.series))))
    shown.textContent = wanted.length === fits.length ? '' : `${count(wanted.length)} of ${count(fits.length)} curves`
    const rank = fit => urgency(fit.shape, alerted.has(api.seriesId(fit.series)))
    const order = (a, b) => rank(a) - rank(b) || api.seriesId(a.series).localeCompare(api.seriesId(b.series))
    const byFamily = Map.groupBy(wanted.sort(order), fit => fit.series.family)
    const focused = document.activeElement
    let budget = AT_ONCE
    const sections = []
    for (const [family, members] of byFamily) {
      const range = sharedRange(fits.filter(f => f.series.family === family))
      const list = []
      for (const fit of members) {
        const id = api.seriesId(fit.series)
        const state = [fit.epoch, fit.sequence, fit.shape, alerted.has(id), ...range].join()
        let drawn = cards.get(id)
        if (drawn?.state !== state) {
          if (!drawn && budget-- <= 0) {
            frame ??= requestAnimationFrame(draw)
            continue
          }
          const fresh = card(fit, range, alerted.has(id))
          if (drawn) {
            const had = drawn.element.contains(focused)
            drawn.element.className = fresh.className
            drawn.element.replaceChildren(...fresh.children)
            if (had) drawn.element.querySelector('a').focus({ preventScroll: true })
          } else {
            drawn = { element: fresh }
            cards.set(id, drawn)
          }
          drawn.state = state
        }
        list.push(drawn.element)
      }
      let section = families.querySelector(`:scope > section[data-family="${CSS.escape(family)}"]`)
      if (!section) {
        section = h('section', { 'data-family': family, 'aria-label': `Family ${family}` },
          h('header', {}, h('h2', {}, title(family)), h('p', { class: 'fine' })), h('ul', { class: 'cards' }))
      }
      const sizes = new Set(members.flatMap(f => f.points.map(p => p.parameters)))
      section.querySelector('p').textContent = sizes.size === 0
        ? ''
        : `${sizes.size} size${sizes.size === 1 ? '' : 's'}, ${size(Math.min(...sizes))} to ${size(Math.max(...sizes))}; accuracy 0 to 100 %, 95 % intervals`
      const cardList = section.querySelector('ul')
      if (list.length !== cardList.children.length || list.some((element, i) => cardList.children[i] !== element)) cardList.replaceChildren(...list)
      sections.push(section)
    }
    if (sections.length !== families.children.length || sections.some((section, i) => families.children[i] !== section)) families.replaceChildren(...sections)
    if (focused && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true })
    if (isLoaded() && fits.length === 0) {
      families.replaceChildren(h('p', { class: 'empty' }, 'Deploy a family of models and start a run: its curves appear here while the answers are scored. ',
        h('a', { href: '/runs/new' }, 'Start a run')))
    }
  }
  const soon = () => { frame ??= requestAnimationFrame(draw) }
  filter.addEventListener('submit', event => event.preventDefault())
  filter.addEventListener('input', soon)
  moreAlerts.addEventListener('click', () => { allAlerts = !allAlerts; drawAlerts() })
  draw()
  const deaf = onChange(soon)
  return () => {
    deaf()
    running.stop()
    cancelAnimationFrame(frame)
  }
}
