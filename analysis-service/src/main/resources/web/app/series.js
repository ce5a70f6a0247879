import { byConcern, handled, isMuted, respond, stateOf, tellingSamples } from './alerts.js'
import * as api from './api.js'
import { evidenceOverTime, largeCurve } from './chart.js'
import { h, put, responsive } from './dom.js'
import { effects } from './effects.js'
import { forecastTable, formChoice } from './forms.js'
import { ago, count, interval, moment, odds, percent, plain, points, size, title } from './format.js'
import { alerts, onChange, series } from './live.js'
import { allLabels, labelName, labelOf } from './labels.js'
import { mark, tone } from './shapes.js'
import { variants } from './variants.js'

const LEAST_PAUSE = 900 // between two looks at a series that changes all the time
const COMPARED_EVERY = 10_000 // with its other variants

const sentence = words => words && words[0].toUpperCase() + words.slice(1) + '.'

const verdict = fit => {
  const trend = fit.evidence?.trend
  const parts = []
  if (trend) parts.push(`From the smallest to the largest size accuracy changes by ${points(trend.change)} points (95 % interval ${interval(trend.interval, points)}).`)
  const worse = fit.evidence?.logEInverse ?? 0
  const better = fit.evidence?.logEPositive ?? 0
  if (Math.max(worse, better) > Math.log(1.5)) {
    parts.push(`The odds that it ${worse > better ? 'falls' : 'rises'} with size are ${odds(Math.max(worse, better))} against chance.`)
  }
  if (fit.shape === 'INSUFFICIENT') parts.push('A shape needs three sizes that have seen 20 samples each.')
  if (fit.shape === 'INCONCLUSIVE') parts.push('No shape is proven yet, and flatness is not either.')
  return parts.join(' ')
}

const pointTable = fit => {
  const labels = allLabels.filter(label => fit.points.some(p => p.labels?.[label]))
  const live = fit.points.some(p => p.liveInterval)
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Every number of the curve' },
    h('table', {},
      h('caption', {}, 'Every number'),
      h('thead', {}, h('tr', {},
        ['Size', 'Model', 'Version'].map(name => h('th', { scope: 'col' }, name)),
        ['Samples', 'Trials', 'Accuracy', '95 % interval', live && '\u2026 at every look', ...labels.map(labelName), 'Failed'].filter(Boolean).map(name => h('th', { scope: 'col', class: 'number' }, name)))),
      h('tbody', {}, fit.points.map(p => h('tr', {},
        h('th', { scope: 'row' }, size(p.parameters)), h('td', {}, h('a', { href: api.samplesAddress(fit.series, { model: p.model, version: p.version }) }, title(p.model))), h('td', {}, title(p.version)),
        [count(p.samples), count(p.trials), p.answered ? percent(p.accuracy) : '\u2013', p.answered && p.interval ? interval(p.interval) : '\u2013',
          live && (p.liveInterval ? interval(p.liveInterval) : '\u2013'),
          ...labels.map(label => p.labels?.[label]?.count
            ? h('a', { href: api.samplesAddress(fit.series, { model: p.model, version: p.version, label }) }, percent(p.labels[label].rate))
            : percent(0)), count(p.failures)].filter(cell => cell !== false).map(cell => h('td', { class: 'number' }, cell)))))))
}

const composition = fit => {
  const largest = fit.points.findLast(p => p.trials > 0)
  const labels = allLabels.filter(label => fit.points.some(p => p.labels?.[label]?.count))
  const row = p => {
    const bar = h('div', { class: 'bar', role: 'img', 'aria-label': `${size(p.parameters)}: ${labels.map(label => `${labelName(label)} ${percent(p.labels?.[label]?.rate ?? 0)}`).join(', ')}` })
    for (const label of labels) {
      const rate = p.labels?.[label]?.rate ?? 0
      if (rate === 0) continue
      const part = h('span', { class: `label-${label}`, title: `${labelName(label)}: ${percent(rate)}, ${count(p.labels[label].count)}` })
      part.style.setProperty('flex-grow', rate)
      bar.append(part)
    }
    return h('li', {}, h('span', { class: 'at' }, size(p.parameters)), bar)
  }
  return h('section', { 'aria-labelledby': 'composition-title' },
    h('h2', { id: 'composition-title' }, 'What the answers were'),
    h('ul', { class: 'composition' }, fit.points.filter(p => p.trials > 0).map(row)),
    h('ul', { class: 'legend' }, labels.map(label => h('li', {}, h('span', { class: `swatch label-${label}`, 'aria-hidden': 'true' }), labelName(label)))),
    largest && h('p', { class: 'fine' }, h('a', { href: api.samplesAddress(fit.series, { model: largest.model, version: largest.version }) }, 'Read what was asked and answered'), ', or a point\u2019s answers by its numbers below.'))
}

/** The answers that show an alert best. */
const seeSamples = (alert, fit) => {
  const point = fit.points.findLast(p => p.trials > 0 && (alert.kind !== 'version-regression' || p.model === alert.subject))
  const label = labelOf(alert, fit)
  return point && h('p', { class: 'see' }, h('a', { href: api.samplesAddress(fit.series, { model: point.model, version: point.version, ...(label && { label }) }) },
    label ? `Answers of ${size(point.parameters)}, labelled ${labelName(label)}` : `Answers of ${size(point.parameters)}`))
}

const evidence = (past, settings, hypotheses) => {
  const looks = past?.looks ?? []
  const least = Math.log(1 / settings.falseDiscoveryRate)
  const most = Math.log(Math.max(1, hypotheses) / settings.falseDiscoveryRate)
  return h('section', { 'aria-labelledby': 'evidence-title' },
    h('h2', { id: 'evidence-title' }, 'Evidence that it falls with size'),
    h('p', { class: 'fine' }, `An alert needs odds between ${odds(least)} and ${odds(most)}, the more the fewer other curves speak for one, and a fall of at least ${points(settings.minimumEffect).slice(1)} points.`),
    looks.length > 1
      ? responsive(evidenceOverTime(looks, least, most), { class: 'plot' })
      : h('p', {}, looks.length === 1 ? `So far there is one look, at ${moment(looks[0].at)}: ${odds(looks[0].logEInverse)}.` : 'Nothing is stored of its past yet.'))
}

/** What is drawn in the large curve, in words. */
const curveLegend = (fit, past, band) => {
  const next = fit.statistics?.forecasts?.[0]
  const turning = fit.statistics?.turningPoint
  const earlier = past?.earlier?.length ?? 0
  return h('p', { class: 'fine' }, 'Accuracy, with 95 % intervals for a fixed number of trials. ',
    band?.places.length > 1
      ? `The smooth line is a ${band.degree === 2 ? 'quadratic' : 'line'} in the log-odds, for showing, in its 95 % band.`
      : 'The band joins them.',
    next && ` The diamond is what ${size(next.parameters)} would be expected to have: ${percent(next.rate)}, 90 % interval ${interval(next.interval)}.`,
    turning && (turning.interval
      ? ` Shaded upright: where it turns, with 95 % between ${size(turning.interval.lower)} and ${size(turning.interval.upper)}.`
      : ' Where it turns is not bounded by these sizes.'),
    fit.points.some(p => p.liveInterval) && ' The thin intervals hold at every look.',
    earlier > 0 && ` Dotted: what the ${count(earlier)} earlier set${earlier === 1 ? '' : 's'} of versions had come to.`,
    fit.ensembles?.length > 0 && ' Dashed: what all sizes answer together, by vote.')
}

const others = key => [...series.values()]
  .filter(fit => fit.series.family === key.family && fit.series.task === key.task && api.seriesId(fit.series) !== api.seriesId(key))
  .sort((a, b) => a.series.variant.localeCompare(b.series.variant))

export const seriesView = (root, address) => {
  const path = address.split('/').slice(0, 5).join('/')
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const body = h('div', { class: 'series' })
  root.append(status, body)
  let gone = false
  let shown // the fit, its past and the settings
  let around // what of other series and of alerts was drawn with it
  let missing = false
  let asked = 0
  let timer

  const surroundings = key => [series.size, ...others(key).map(fit => fit.shape),
    ...[...alerts.values()].filter(alert => api.seriesId(alert.series) === api.seriesId(key)).map(stateOf)].join()

  let form // that is drawn over the curve, by its name
  const draw = (fit, past, settings, outcomes, band, compared) => {
    const key = fit.series
    document.title = `${title(key.task)}, ${title(key.family)} \u2013 Scalewatch`
    const own = [...alerts.values()].filter(alert => api.seriesId(alert.series) === api.seriesId(key)).sort(byConcern)
    const quality = fit.statistics?.quality
    const relatives = others(key)
    const drawing = { earlier: past?.earlier ?? [], tone: tone(fit.shape), smooth: band?.places ?? [] }
    const plot = h('div', {}, responsive(largeCurve(fit, drawing), { class: 'plot' }))
    const over = (chosen, name) => {
      form = name
      put(plot, responsive(largeCurve(fit, { ...drawing, form: chosen }), { class: 'plot' }))
    }
    put(body,
      h('p', { class: 'crumbs' }, h('a', { href: '/' }, 'Overview'), ' / ', title(key.family)),
      h('h1', {}, title(key.task)),
      h('p', { class: 'facts' }, mark(fit.shape), h('span', {}, title(key.variant)), h('span', {}, `task version ${title(key.taskVersion)}`), h('span', {}, `scoring ${title(key.scoringVersion)}`), h('span', {}, `fitted ${ago(fit.fittedAt)}`)),
      own.length > 0 && h('ul', { class: 'alerts' }, own.map(alert => h('li', { class: `alert ${isMuted(alert) ? 'muted' : alert.severity === 'critical' ? 'critical' : 'warning'}` },
        h('p', {}, plain(alert.summary, 600)), seeSamples(alert, fit), h('p', { class: 'fine' }, [`${alert.severity}, raised ${moment(alert.raisedAt)}, ${alert.sequence === 0 ? 'not updated since' : `updated ${moment(alert.at)}`}`, handled(alert)].filter(Boolean).join('; ')), tellingSamples(alert), respond(alert)))),
      quality && !quality.trusted && h('p', { class: 'alert warning' }, plain(quality.reason)),
      h('p', { class: 'verdict' }, sentence(plain(fit.statistics?.reason ?? '')), ' ', verdict(fit)),
      h('section', { 'aria-label': 'Accuracy by size' }, plot,
        curveLegend(fit, past, band),
        fit.points.length > 2 && formChoice(path, form, over)),
      h('div', { class: 'pair' }, composition(fit), evidence(past, settings, series.size)),
      pointTable(fit),
      effects(fit, labelName),
      forecastTable(outcomes),
      variants(fit, relatives, compared),
      h('p', { class: 'fine' }, h('a', { href: '/api/series/' + path, download: `${key.family}-${key.task}-${key.variant}.json` }, 'This fit as JSON'), ' \u00b7 ', h('a', { href: `/api/series/${path}/history`, download: `${key.family}-${key.task}-${key.variant}-history.json` }, 'its past as JSON'), ' \u00b7 ', h('a', { href: `/api/series/${path}/points.csv`, download: true }, 'points as CSV'), ' \u00b7 ', h('a', { href: `/api/series/${path}/scores.parquet`, download: true }, 'scores as Parquet')))
  }

  // Compares sample by sample, which costs more than the rest.
  let compared
  let comparedAt = 0
  const comparison = async () => {
    if (Date.now() - comparedAt > COMPARED_EVERY) {
      comparedAt = Date.now()
      compared = await api.comparisonsOf(path).catch(() => compared)
    }
    return compared
  }

  const redraw = () => {
    const focused = document.activeElement
    const place = body.contains(focused) && focused.getAttribute('href')
    const choosing = body.contains(focused) && focused.id === 'form-choice'
    const responding = body.contains(focused) && focused.dataset.alert
    around = surroundings(shown[0].series)
    draw(...shown)
    if (responding) body.querySelector(`[data-alert="${CSS.escape(responding)}"]`)?.focus({ preventScroll: true })
    if (choosing) body.querySelector('#form-choice')?.focus({ preventScroll: true })
    if (place) body.querySelector(`a[href="${CSS.escape(place)}"]`)?.focus({ preventScroll: true })
  }

  const load = async () => {
    asked = Date.now()
    try {
      const [fit, past, settings, outcomes, band, compared] = await Promise.all([api.oneSeries(path), api.pastOf(path).catch(() => undefined), api.settings(), api.forecastsOf(path).catch(() => undefined), api.bandOf(path).catch(() => undefined), comparison()])
      if (gone) return
      shown = [fit, past, settings, outcomes, band, compared]
      status.textContent = ''
      redraw()
    } catch (e) {
      if (gone) return
      missing = e.status === 404
      status.textContent = missing ? '' : e.message
      if (missing) put(body, h('h1', {}, 'There is no such series'), h('p', {}, 'Or nothing of it is scored yet: it appears here as soon as something is.'))
    }
  }

  const soon = () => {
    const known = series.get(path.split('/').map(decodeURIComponent).join('/'))
    if (shown && (!known || known.sequence <= shown[0].sequence)) {
      if (surroundings(shown[0].series) !== around) redraw()
      return
    }
    if (missing && !known) return
    clearTimeout(timer)
    timer = setTimeout(load, Math.max(0, asked + LEAST_PAUSE - Date.now()))
  }
  load()
  const deaf = onChange(soon)
  return () => {
    gone = true
    deaf()
    clearTimeout(timer)
  }
}
