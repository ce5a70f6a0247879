import * as api from './api.js'
import { h, put } from './dom.js'
import { percent, size } from './format.js'

// The forms of papers over a curve, and how its forecasts did. Asked for when they are looked at.

const NAMES = {
  'falling-error': 'Power law, the error falls',
  'growing-error': 'Power law, the error grows',
  'falling-accuracy': 'Power law of accuracy',
  sigmoid: 'Sigmoid',
  'quadratic-logit': 'Quadratic in the log-odds',
  'broken-power-law': 'Power law with a break'
}
const number = value => value === undefined || value === null ? '' : Number(value.toPrecision(3)).toString()
const range = ({ lower, upper }, unit = number) => `${unit(lower) || '\u2026'} to ${unit(upper) || '\u2026'}`

const sizes = value => value === undefined || value === null ? '' : size(value)

const told = fit => [
  h('p', {}, fit.formula, `, C0 = ${size(fit.reference)}`),
  h('ul', { class: 'links' }, fit.parameters.map(p => h('li', {}, `${p.name} ${number(p.value)} (95 % interval ${range(p)})`)),
    fit.turning && h('li', {}, `turns at ${size(fit.turning.parameters)} (${range(fit.turning, sizes)})`)),
  fit.fitP < 0.05 && h('p', { class: 'fine' }, `A curve of this form is as far off its points with a probability of ${number(fit.fitP)} only: the intervals don\u2019t hold.`)
]

/** A choice of form; `draw` is given the one that is chosen, or nothing. */
export const formChoice = (path, chosen, draw) => {
  const words = h('div', { role: 'status' })
  const select = h('select', { id: 'form-choice' }, h('option', { value: '' }, 'none'))
  let asked
  const fill = async () => {
    asked ??= api.formsOf(path)
    try {
      const forms = await asked
      if (select.options.length === 1) select.append(...forms.fitted.map(fit => h('option', { value: fit.form }, NAMES[fit.form] ?? fit.form)))
      return forms.fitted
    } catch (e) {
      asked = undefined
      put(words, e.message)
      return []
    }
  }
  const show = async name => {
    const fit = name && (await fill()).find(one => one.form === name)
    select.value = fit ? name : ''
    put(words, fit ? told(fit) : '')
    draw(fit || undefined, name)
  }
  select.addEventListener('focus', fill)
  select.addEventListener('pointerdown', fill)
  select.addEventListener('change', () => show(select.value))
  if (chosen) show(chosen)
  return h('div', { class: 'forms' }, h('label', { for: 'form-choice' }, 'Form of a paper over it ', select), words)
}

/** How the forecasts of a curve did; nothing where none was put to the test. */
export const forecastTable = outcomes => outcomes?.length > 0 && h('section', { 'aria-labelledby': 'forecasts-title' },
  h('h2', { id: 'forecasts-title' }, 'How forecasts did'),
  h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Forecasts and what came' },
    h('table', {},
      h('thead', {}, h('tr', {}, ['Size', 'Model'].map(name => h('th', { scope: 'col' }, name)),
        ['Expected', '90 % interval', 'Came', 'Trials', 'It held'].map(name => h('th', { scope: 'col', class: 'number' }, name)))),
      h('tbody', {}, outcomes.map(one => h('tr', {},
        h('th', { scope: 'row' }, size(one.parameters)), h('td', {}, one.model),
        [percent(one.expected), `${percent(one.observable.lower)} to ${percent(one.observable.upper)}`, percent(one.accuracy), one.answered, one.covered ? 'yes' : 'no'].map(cell => h('td', { class: 'number' }, cell))))))))
