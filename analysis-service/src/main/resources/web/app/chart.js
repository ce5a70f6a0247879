import { s } from './dom.js'
import { clock, interval, odds, percent, size } from './format.js'

// Curves of a handful of points. Sizes are on a log axis, rates from 0 to 1.

const logRange = parameters => {
  const logs = parameters.map(Math.log10)
  const from = Math.min(...logs)
  const to = Math.max(...logs)
  return from === to ? [from - 0.5, to + 0.5] : [from, to]
}

const axis = (from, to, start, end) => value => start + (value - from) / (to - from) * (end - start)
const round = value => Math.round(value * 10) / 10
const path = places => places.map(([x, y], i) => `${i ? 'L' : 'M'}${round(x)} ${round(y)}`).join('')
const answered = fit => fit.points.filter(point => point.answered > 0)

/** A curve in words, for those who don't see it. */
export const inWords = fit => {
  const known = answered(fit)
  return known.length === 0
    ? 'No answers yet'
    : 'Accuracy by size: ' + known.map(p => `${size(p.parameters)} ${percent(p.accuracy)}`).join(', ')
}

/** A curve as small as a stamp; the sizes of all of them lie on one axis. */
export const smallCurve = (fit, range, tone) => {
  const [width, height, pad] = [240, 96, 8]
  const known = answered(fit)
  const x = axis(...range, pad, width - pad)
  const y = axis(0, 1, height - pad, pad)
  const place = p => [x(Math.log10(p.parameters)), y(p.accuracy)]
  return s('svg', {
    class: `curve tone-${tone}`, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': inWords(fit)
  },
  [0, 0.5, 1].map(rate => s('path', { class: 'grid', d: `M${pad} ${y(rate)}H${width - pad}` })),
  known.map(p => p.interval && s('path', {
    class: 'interval', d: `M${round(place(p)[0])} ${round(y(p.interval.lower))}V${round(y(p.interval.upper))}`
  })),
  s('path', { class: 'line', d: path(known.map(place)) }),
  known.map(p => s('circle', { class: 'point', cx: round(place(p)[0]), cy: round(place(p)[1]), r: 2.8 })))
}

export const sharedRange = fits => logRange(fits.flatMap(fit => fit.points.map(p => p.parameters)).concat(fits.length ? [] : [1, 10]))

const decades = ([from, to]) => {
  const ticks = []
  for (let decade = Math.ceil(from - 0.01); decade <= to + 0.01; decade++) ticks.push(decade)
  return ticks
}

const clamp = (value, from, to) => Math.min(to, Math.max(from, value))

/**
 * The curve with its points, both intervals, what was fitted through it and is expected next, earlier versions behind
 * it, levels beside it, a form over it.
 */
export const largeCurve = (fit, { earlier = [], tone, form, smooth = [] }) => width => {
  const height = Math.max(230, Math.min(380, width * 0.5))
  const [left, right, top, bottom] = [46, 18, 16, 40]
  const all = [fit, ...earlier]
  const next = fit.statistics?.forecasts?.[0]
  const turning = fit.statistics?.turningPoint
  const [from, to] = logRange(all.flatMap(f => f.points.map(p => p.parameters)).concat(next ? [next.parameters] : []))
  const margin = (to - from) * 0.05
  const x = axis(from - margin, to + margin, left, width - right)
  const y = axis(0, 1, height - bottom, top)
  const place = p => [x(Math.log10(p.parameters)), y(p.accuracy)]
  const known = answered(fit)
  const bar = (p, i, name) => {
    const at = round(place(p)[0])
    return s('path', { class: name, d: `M${at} ${round(y(i.lower))}V${round(y(i.upper))}M${at - 5} ${round(y(i.lower))}h10M${at - 5} ${round(y(i.upper))}h10` })
  }
  const ticks = width < 480 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]
  const inside = parameters => clamp(x(Math.log10(parameters)), left, width - right)
  const spread = smooth.length > 1
    ? smooth
    : known.filter(p => p.interval).map(p => ({ parameters: p.parameters, rate: p.accuracy, ...p.interval }))
  const at = (p, rate) => [x(Math.log10(p.parameters)), y(rate)]
  return s('svg', { class: `large tone-${tone}`, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': inWords(fit) + '. The table below has every number.' },
    ticks.map(rate => [
      s('path', { class: 'grid', d: `M${left} ${y(rate)}H${width - right}` }),
      s('text', { class: 'tick', x: left - 8, y: y(rate) + 4, 'text-anchor': 'end' }, percent(rate))
    ]),
    decades([from, to]).map(decade => [
      s('path', { class: 'grid down', d: `M${round(x(decade))} ${top}V${height - bottom}` }),
      s('text', { class: 'tick', x: round(x(decade)), y: height - bottom + 18, 'text-anchor': 'middle' }, size(10 ** decade))
    ]),
    s('text', { class: 'axis', x: width - right, y: height - 4, 'text-anchor': 'end' }, 'parameters, log scale'),
    (fit.ensembles ?? []).map(level => [
      s('path', { class: 'level', d: `M${left} ${round(y(level.accuracy))}H${width - right}` },
        s('title', {}, `${level.method}: ${percent(level.accuracy)} of ${level.samples} samples`)),
      s('text', { class: 'axis', x: width - right, y: round(y(level.accuracy)) - 5, 'text-anchor': 'end' }, level.method.replace('ensemble-', 'all sizes, ').replace('-', ' '))
    ]),
    turning && [
      turning.interval && s('rect', { class: 'turning-set', x: round(inside(turning.interval.lower)), y: top, width: round(inside(turning.interval.upper) - inside(turning.interval.lower)), height: height - bottom - top }),
      s('path', { class: 'turning', d: `M${round(inside(turning.parameters))} ${top}V${height - bottom}` },
        s('title', {}, `Turns at ${size(turning.parameters)}`)),
      s('text', { class: 'axis', x: round(inside(turning.parameters)) + 5, y: top + 11 }, `turns at ${size(turning.parameters)}`)
    ],
    earlier.map((f, i) => s('path', { class: `line earlier earlier-${i}`, d: path(answered(f).map(place)) })),
    s('path', {
      class: 'band',
      d: spread.length > 1
        ? path(spread.map(p => at(p, p.upper))) + path(spread.toReversed().map(p => at(p, p.lower))).replace('M', 'L') + 'Z'
        : ''
    }),
    known.map(p => p.liveInterval && bar(p, p.liveInterval, 'interval live')),
    known.map(p => p.interval && bar(p, p.interval, 'interval')),
    s('path', { class: smooth.length > 1 ? 'line joins' : 'line', d: path(known.map(place)) }),
    smooth.length > 1 && s('path', { class: 'line fitted', d: path(smooth.map(p => at(p, p.rate))) }),
    next && s('g', { class: 'expected-next' },
      bar({ parameters: next.parameters, accuracy: next.rate }, next.interval, 'interval'),
      s('path', { class: 'next', d: (([cx, cy]) => `M${round(cx)} ${round(cy - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z`)(at(next, next.rate)) }),
      s('title', {}, `Expected of ${size(next.parameters)}: ${percent(next.rate)} (90 % interval ${interval(next.interval)})`)),
    form && s('path', { class: 'form', d: path(form.curve.map(place)) }, s('title', {}, form.formula)),
    known.map(p => s('g', { class: 'spot' },
      s('circle', { class: 'hit', cx: round(place(p)[0]), cy: round(place(p)[1]), r: 16 }),
      s('circle', { class: 'point', cx: round(place(p)[0]), cy: round(place(p)[1]), r: 4.5 }),
      s('title', {}, `${p.model} ${p.version}, ${size(p.parameters)}: ${percent(p.accuracy)} (${interval(p.interval)}), ${p.correct} of ${p.answered}`))))
}

/** The variants of a task over one axis: this one in its tone, each other one in a stroke of its own. */
export const variantCurves = (fits, own, names) => width => {
  const height = Math.max(200, Math.min(300, width * 0.4))
  const [left, right, top, bottom] = [46, 18, 12, 26]
  const [from, to] = logRange(fits.flatMap(fit => fit.points.map(p => p.parameters)))
  const margin = (to - from) * 0.05
  const x = axis(from - margin, to + margin, left, width - right)
  const y = axis(0, 1, height - bottom, top)
  const place = p => [x(Math.log10(p.parameters)), y(p.accuracy)]
  return s('svg', { class: 'variants', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': fits.map((fit, i) => `${names[i]}: ${inWords(fit)}`).join('. ') },
    [0, 0.5, 1].map(rate => [
      s('path', { class: 'grid', d: `M${left} ${y(rate)}H${width - right}` }),
      s('text', { class: 'tick', x: left - 8, y: y(rate) + 4, 'text-anchor': 'end' }, percent(rate))
    ]),
    decades([from, to]).map(decade => [
      s('path', { class: 'grid down', d: `M${round(x(decade))} ${top}V${height - bottom}` }),
      s('text', { class: 'tick', x: round(x(decade)), y: height - bottom + 18, 'text-anchor': 'middle' }, size(10 ** decade))
    ]),
    fits.map((fit, i) => s('g', { class: `variant-line variant-${i === own ? 'own' : i % 6}` },
      s('path', { class: 'line', d: path(answered(fit).map(place)) }),
      answered(fit).map(p => s('circle', { class: 'point', cx: round(place(p)[0]), cy: round(place(p)[1]), r: 3.2 },
        s('title', {}, `${names[i]}, ${size(p.parameters)}: ${percent(p.accuracy)}`))))))
}

/** Evidence over time against what an alert needs. Both in powers of ten of the odds. */
export const evidenceOverTime = (looks, least, most) => width => {
  const height = 190
  const [left, right, top, bottom] = [58, 14, 12, 30]
  const log10 = logE => logE / Math.LN10
  const values = looks.map(look => log10(look.logEInverse))
  const times = looks.map(look => Date.parse(look.at))
  const low = Math.min(0, ...values)
  const high = Math.max(log10(most) * 1.15, ...values)
  const x = axis(times[0], Math.max(times.at(-1), times[0] + 1), left, width - right)
  const y = axis(Math.max(low, -high), high, height - bottom, top)
  const held = value => y(Math.max(value, -high))
  const step = Math.max(1, Math.ceil(high / 4))
  const ticks = []
  for (let tick = 0; tick <= high; tick += step) ticks.push(tick)
  return s('svg', { class: 'evidence', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Evidence that accuracy falls with size, from ${clock(looks[0].at)} to ${clock(looks.at(-1).at)}: now ${odds(looks.at(-1).logEInverse)}` },
    ticks.map(tick => [
      s('path', { class: 'grid', d: `M${left} ${round(y(tick))}H${width - right}` }),
      s('text', { class: 'tick', x: left - 8, y: round(y(tick)) + 4, 'text-anchor': 'end' }, tick === 0 ? '1 to 1' : `1e${tick}`)
    ]),
    s('rect', { class: 'needed', x: left, width: width - right - left, y: round(y(log10(most))), height: round(Math.max(1.5, y(log10(least)) - y(log10(most)))) },
      s('title', {}, 'Where an alert begins')),
    s('path', { class: 'line', d: path(looks.map((look, i) => [x(times[i]), held(values[i])])) }),
    s('circle', { class: 'point', cx: round(x(times.at(-1))), cy: round(held(values.at(-1))), r: 4 }),
    s('text', { class: 'tick', x: left, y: height - 8 }, clock(looks[0].at)),
    s('text', { class: 'tick', x: width - right, y: height - 8, 'text-anchor': 'end' }, clock(looks.at(-1).at)))
}
