import * as api from './api.js'
import { h, put } from './dom.js'
import { count, moment, plain, size, title } from './format.js'
import { onChange, series } from './live.js'
import { curveLinks } from './tasks.js'

// Who is asked: families, the sizes in them, their versions.

const STATUS = { CURRENT: 'COMPLETED', PENDING: 'RUNNING', RETIRED: 'RETIRED' } // as the states of runs are coloured

const flops = value => value === undefined ? '' : Number(value.toPrecision(3)).toExponential().replace('e+', 'e')

const standing = evaluation => {
  const { tasks, variants, examples, trials } = evaluation
  const parts = [`${count(tasks.length)} ${tasks.length === 1 ? 'task' : 'tasks'}`, variants.length > 0 ? variants.map(title).join(', ') : 'baseline',
    examples === undefined ? 'every sample' : `${count(examples)} samples of each`, trials > 1 && `${count(trials)} trials`]
  return `A deployment is asked as a matter of course: ${parts.filter(Boolean).join('; ')}.`
}

const version = (model, one, endpoint, first) => h('tr', {},
  h('th', { scope: 'row' }, first ? size(model.parameters) : ''),
  h('td', {}, first && h('a', { href: '/runs?model=' + encodeURIComponent(model.model), 'aria-label': `Runs of ${title(model.model)}` }, title(model.model)),
    first && model.trainingFlops !== undefined && h('span', { class: 'fine' }, ` ${flops(model.trainingFlops)} training FLOPs`)),
  h('td', {}, title(one.version), one.servedModel && h('span', { class: 'fine' }, ` served as ${title(one.servedModel)}`)),
  h('td', {}, h('span', { class: `run-state run-${STATUS[one.status] ?? ''}` }, one.status.toLowerCase())),
  h('td', {}, moment(one.deployedAt), one.runId && [' ', h('a', { href: '/runs/' + one.runId, 'aria-label': `The run of ${title(model.model)} ${title(one.version)}` }, 'its run')]),
  h('td', {}, h('a', { href: '/endpoints' }, title(one.endpoint)), endpoint && h('span', { class: 'fine' }, ` ${[endpoint.protocol, ...endpoint.capabilities].join(', ')}`)))

const familySection = (family, endpoints, curves) => h('section', { 'aria-label': `Family ${title(family.name)}` },
  h('h2', {}, title(family.name)),
  family.description && h('p', {}, plain(family.description)),
  family.standingEvaluation && h('p', { class: 'fine' }, standing(family.standingEvaluation)),
  h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Models of ${title(family.name)}` }, h('table', {},
    h('thead', {}, h('tr', {}, ['Size', 'Model', 'Version', 'Status', 'Deployed', 'Endpoint'].map(name => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, family.models.flatMap(model => model.versions.toReversed().map((one, i) => version(model, one, endpoints.get(one.endpoint), i === 0)))))),
  curves)

export const modelsView = root => {
  document.title = 'Models \u2013 Scalewatch'
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const body = h('div', { class: 'models' })
  root.append(h('h1', {}, 'Models'), status, body)
  const curves = new Map() // by family: where its curves are drawn
  let drawn
  let gone = false
  const drawCurves = () => {
    const fits = [...series.values()]
    const state = fits.map(fit => api.seriesId(fit.series) + fit.shape).join()
    if (state === drawn) return
    drawn = state
    for (const [family, place] of curves) {
      const of = fits.filter(fit => fit.series.family === family)
      const open = place.querySelector('details')?.open
      const focused = place.contains(document.activeElement) && document.activeElement.getAttribute('href')
      put(place, of.length > 0 && h('details', { open }, h('summary', {}, `Its ${count(of.length)} curve${of.length === 1 ? '' : 's'}`),
        curveLinks(of, fit => fit.series.task, fit => title(fit.series.variant))))
      if (focused) place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
    }
  }
  Promise.all([api.families(), api.endpoints().catch(() => [])]).then(([families, endpoints]) => {
    if (gone) return
    status.textContent = families.length === 0 ? 'No model is deployed yet.' : ''
    const byName = new Map(endpoints.map(endpoint => [endpoint.name, endpoint]))
    families.forEach(family => curves.set(family.name, h('div')))
    put(body, families.map(family => familySection(family, byName, curves.get(family.name))))
    drawn = undefined // The curves may have come before the families.
    drawCurves()
  }).catch(e => { if (!gone) status.textContent = e.message })
  const deaf = onChange(drawCurves)
  return () => {
    gone = true
    deaf()
  }
}
