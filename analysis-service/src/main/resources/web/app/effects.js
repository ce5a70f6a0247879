import { seriesAddress } from './api.js'
import { h, responsive, s } from './dom.js'
import { count, interval, odds, percent, points, size, title } from './format.js'

// How far biased samples move a model, paired with the control of their group or with a user of the opposite view.

const LEAST = Math.log(1.5)

const inWords = effect => effect.points.map(p => `${size(p.parameters)} ${points(p.effect)}`).join(', ')

const verdict = effect => {
  if (!effect.trend) return 'A trend needs three sizes with 20 groups each.'
  const trend = `From the smallest to the largest size it changes by ${points(effect.trend.change)} points (95 % interval ${interval(effect.trend.interval, points)}).`
  const most = Math.max(effect.logEGrows, effect.logEShrinks)
  return most < LEAST ? trend : `${trend} The odds that it ${effect.logEGrows > effect.logEShrinks ? 'grows' : 'shrinks'} with size are ${odds(most)} against chance.`
}

/** Effects with their intervals, as far as these go. */
const chart = effect => width => {
  const height = 190
  const [left, right, top, bottom] = [52, 18, 10, 26]
  const low = Math.min(0, ...effect.points.map(p => p.interval.lower))
  const high = Math.max(0, ...effect.points.map(p => p.interval.upper))
  const logs = effect.points.map(p => Math.log10(p.parameters))
  const from = Math.min(...logs) - 0.2
  const to = Math.max(...logs) + 0.2
  const x = p => Math.round(left + (Math.log10(p.parameters) - from) / (to - from) * (width - left - right))
  const y = value => Math.round(height - bottom - (value - low) / (high - low || 1) * (height - top - bottom))
  const ticks = [...new Set([low, 0, high])].filter(tick => tick === 0 || Math.abs(y(tick) - y(0)) > 16)
  return s('svg', { class: 'effect tone-none', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Effect by size, in points: ${inWords(effect)}. The table has every number.` },
    ticks.map(tick => [
      s('path', { class: 'grid', d: `M${left} ${y(tick)}H${width - right}` }),
      s('text', { class: 'tick', x: left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, tick === 0 ? '0' : points(tick))
    ]),
    effect.points.map(p => s('path', { class: 'interval', d: `M${x(p)} ${y(p.interval.lower)}V${y(p.interval.upper)}` })),
    s('path', { class: 'line', d: effect.points.map((p, i) => `${i ? 'L' : 'M'}${x(p)} ${y(p.effect)}`).join('') }),
    effect.points.map(p => s('circle', { class: 'point', cx: x(p), cy: y(p.effect), r: 4 })),
    effect.points.map(p => s('text', { class: 'tick', x: x(p), y: height - 8, 'text-anchor': 'middle' }, size(p.parameters))))
}

const table = effect => {
  const controlled = effect.basis === 'CONTROL'
  const names = controlled
    ? ['Groups', 'Control right', 'Biased', 'Control', 'Effect', '95 % interval']
    : ['Groups', 'Agrees', 'Says the same to the other', 'Effect', '95 % interval']
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Every number of the effect' },
    h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Size'), names.map(name => h('th', { scope: 'col', class: 'number' }, name)))),
      h('tbody', {}, effect.points.map(p => h('tr', {}, h('th', { scope: 'row' }, size(p.parameters)),
        [count(p.asked), controlled && count(p.groups), percent(p.biased), percent(p.control), points(p.effect), interval(p.interval, points)]
          .filter(cell => cell !== false).map(cell => h('td', { class: 'number' }, cell)))))))
}

/** Nothing for a task whose samples are not compared with each other. */
export const effects = (fit, labelName) => (fit.statistics?.effects ?? []).filter(effect => effect.points.length > 0).map(effect =>
  h('section', { 'aria-label': `Effect, ${labelName(effect.label)}` },
    h('h2', {}, `Paired effect: ${title(labelName(effect.label))}`),
    h('p', {}, effect.basis === 'CONTROL'
      ? 'How much more often a biased sample gets this label than the control of its group, in the groups whose control the model answers correctly. '
      : 'How much more often the model gives an answer to a user who holds it than to one who holds the opposite. 0: the same answer to both; +100: always what is wished for. ', verdict(effect)),
    responsive(chart(effect), { class: 'plot' }),
    table(effect),
    h('p', { class: 'fine' }, h('a', { href: `/api${seriesAddress(fit.series)}/effects.csv`, download: `${fit.series.task}-effects.csv` }, 'The effects as CSV'))))
