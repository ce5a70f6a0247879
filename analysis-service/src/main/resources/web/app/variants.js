import * as api from './api.js'
import { variantCurves } from './chart.js'
import { h, responsive, s } from './dom.js'
import { count, interval, odds, points, size, title } from './format.js'
import { mark } from './shapes.js'

// The same task asked otherwise: every variant over one axis, and what each does to the same samples.

const VERDICTS = {
  REPAIRS: 'repairs the fall: what it gains grows with size',
  LIFTS_THE_LARGER: 'what it gains grows with size',
  LIFTS_THE_SMALLER: 'what it gains shrinks with size',
  OPEN: 'whether its gain changes with size is open'
}

const name = (fit, key) => [title(fit.series.variant),
  fit.series.taskVersion !== key.taskVersion && `task ${title(fit.series.taskVersion)}`,
  fit.series.scoringVersion !== key.scoringVersion && `scoring ${title(fit.series.scoringVersion)}`].filter(Boolean).join(', ')

const stroke = i => s('svg', { viewBox: '0 0 26 10', width: 26, height: 10, 'aria-hidden': 'true', class: `variant-line variant-${i}` }, s('path', { class: 'line', d: 'M1 5H25' }))

const trendOf = variant => {
  const { trend, logEGrows, logEShrinks } = variant.accuracy
  const most = Math.max(logEGrows, logEShrinks)
  return [VERDICTS[variant.verdict] ?? '', trend && `changes by ${points(trend.change)} points from the smallest to the largest size (95 % interval ${interval(trend.interval, points)})`,
    most > Math.log(1.5) && `odds ${odds(most)} that it ${logEGrows > logEShrinks ? 'grows' : 'shrinks'}`].filter(Boolean).join('; ')
}

const differences = found => h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Each variant against this one' },
  h('table', {},
    h('caption', {}, 'Accuracy of each variant less that of this one, in points, on the same samples'),
    h('thead', {}, h('tr', {}, ['Variant', 'Size'].map(column => h('th', { scope: 'col' }, column)), ['Samples', 'Difference', '95 % interval', '\u2026 at every look'].map(column => h('th', { scope: 'col', class: 'number' }, column)))),
    h('tbody', {}, found.variants.flatMap(variant => variant.accuracy.points.map((p, i) => h('tr', {},
      h('th', { scope: 'row' }, i === 0 ? h('a', { href: api.seriesAddress(variant.series) }, title(variant.series.variant)) : ''), h('td', {}, size(p.parameters)),
      [count(p.samples), points(p.difference), interval(p.interval, points), interval(p.liveInterval, points)].map(cell => h('td', { class: 'number' }, cell))))))))

/** Nothing where the task was asked in one way only. */
export const variants = (fit, others, found) => {
  if (others.length === 0) return false
  const names = [fit, ...others].map(one => name(one, fit.series))
  return h('section', { 'aria-labelledby': 'others-title' },
    h('h2', { id: 'others-title' }, 'The same task, asked otherwise'),
    responsive(variantCurves([fit, ...others], 0, names), { class: 'plot' }),
    h('ul', { class: 'links' },
      h('li', {}, stroke('own'), ' ', h('b', {}, names[0]), ' (this one)'),
      others.map((other, i) => h('li', {}, stroke((i + 1) % 6), ' ', h('a', { href: api.seriesAddress(other.series) }, names[i + 1]), ' ', mark(other.shape)))),
    found?.variants.length > 0 && [
      h('ul', { class: 'verdicts' }, found.variants.map(variant => h('li', {}, h('b', {}, title(variant.series.variant)), ': ', trendOf(variant), '.'))),
      differences(found),
      h('p', { class: 'fine' }, h('a', { href: `/api${api.seriesAddress(fit.series)}/comparisons.csv`, download: `${fit.series.task}-variants.csv` }, 'The differences as CSV'))],
    found?.missing.length > 0 && h('p', { class: 'fine' }, `Not compared, since no model version has answered the same samples in both: ${found.missing.map(key => title(key.variant)).join(', ')}.`))
}
