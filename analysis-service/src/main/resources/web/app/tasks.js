import * as api from './api.js'
import { h, put } from './dom.js'
import { count, moment, plain, title } from './format.js'
import { onChange, series } from './live.js'
import { labelName } from './labels.js'
import { problem } from './problem.js'
import { ROLES, chip, textBlock } from './samples.js'
import { mark } from './shapes.js'

// What is asked: the tasks, each with samples and its curves. Descriptions and samples are what users have written.

const SAMPLES = 6 // of which whole groups are shown
const LONG = 3_000 // characters of a text that are shown at first
const ANSWERS = 4 // of one label

const MECHANISMS = {
  distractor: ['Distractor', 'something beside the question leads astray, and bigger models take more of it in'],
  'spurious-few-shot': ['Misleading examples', 'the examples agree with a rule that is not the wanted one'],
  'strong-prior': ['Strong prior', 'what was read often stands against what is asked for'],
  'unwanted-imitation': ['Unwanted imitation', 'people err in this way, and models learn it from them'],
  'surface-features': ['Surface features', 'what it looks like is not what it says'],
  sycophancy: ['Sycophancy', 'the user holds something else, and agreeing pleases'],
  unspecified: ['Not specified', 'who brought the task did not say']
}
const mechanism = name => MECHANISMS[name] ?? [title(name), '']

const KINDS = {
  NUMBER: 'a number', CHOICE: 'one of several choices', TEXT: 'a text', VERBATIM: 'a text, word for word', BOOLEAN: 'yes or no',
  ENDING: 'the end of a line', REGEX: 'a text that an expression finds', LOGPROB: 'the more probable of several continuations'
}
const kindName = kind => KINDS[kind] ?? title(kind)
const source = task => task.builtIn ? 'built in' : `imported${task.format ? ` (${title(task.format)})` : ''}`

const table = (label, columns, rows) => h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, h('table', { class: 'wrapped' },
  h('thead', {}, h('tr', {}, columns.map(([name, number]) => h('th', { scope: 'col', class: number ? 'number' : '' }, name)))), h('tbody', {}, rows)))

const curvesOf = name => [...series.values()].filter(fit => fit.series.task === name)

/** The curves as links with their marks, a line per family. */
export const curveLinks = (fits, group, name) => h('ul', { class: 'curves' }, [...Map.groupBy(fits, group)].sort(([a], [b]) => a.localeCompare(b)).map(([heading, of]) =>
  h('li', {}, h('b', {}, title(heading)), h('ul', { class: 'links' }, of.sort((a, b) => name(a).localeCompare(name(b))).map(fit =>
    h('li', {}, h('a', { href: api.seriesAddress(fit.series) }, name(fit)), ' ', mark(fit.shape)))))))

// All tasks.

export const tasksView = root => {
  document.title = 'Tasks \u2013 Scalewatch'
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const body = h('div', { class: 'models' })
  root.append(h('h1', {}, 'Tasks'), h('p', { class: 'subtitle' }, 'Each probes one way in which bigger models get worse.'), status, body)
  let tasks = []
  const draw = () => {
    const focused = document.activeElement?.getAttribute('href')
    const row = task => h('tr', {},
      h('th', { scope: 'row' }, h('a', { href: api.taskAddress(task.name) }, title(task.name)), h('span', { class: 'fine' }, plain(task.description, 200))),
      h('td', {}, kindName(task.kind)), h('td', { class: 'number' }, count(task.samples)), h('td', {}, source(task)), h('td', { class: 'number' }, count(curvesOf(task.name).length)))
    put(body, [...Map.groupBy(tasks, task => task.mechanism)].map(([name, of]) => h('section', { 'aria-label': mechanism(name)[0] },
      h('h2', {}, mechanism(name)[0]), h('p', { class: 'fine' }, mechanism(name)[1]),
      table(mechanism(name)[0], [['Task'], ['Answers are'], ['Samples', true], ['Source'], ['Curves', true]], of.map(row)))))
    if (focused?.startsWith('/tasks/')) body.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  }
  let known
  api.tasks().then(found => {
    tasks = found
    status.textContent = ''
    draw()
  }).catch(e => { status.textContent = e.message })
  return onChange(() => {
    if (known !== series.size) draw()
    known = series.size
  })
}

// One task.

const excerpt = text => ({ length: text.length, parts: text === '' ? [] : [{ at: 0, text: text.slice(0, LONG) }] })

const turns = sample => h('div', { class: 'prompt' }, sample.messages.map(turn => h('div', { class: `turn turn-${turn.role}` },
  h('p', { class: 'role' }, ROLES[turn.role] ?? title(turn.role)),
  textBlock(excerpt(turn.content), undefined, `${ROLES[turn.role] ?? 'Turn'} of ${title(sample.id)}`, async () => turn.content))))

/** An answer as it is stored; of a choice, with the text behind its letter. */
const answer = (spec, value) => {
  const choice = spec.kind === 'CHOICE' && spec.choices[value.charCodeAt(0) - 65]
  return h('q', { class: 'text' }, plain(choice ? `${value}. ${choice}` : value, 300))
}
const answers = (spec, values) => [values.slice(0, ANSWERS).map((value, i) => [i > 0 && ', ', answer(spec, value)]), values.length > ANSWERS && `, and ${count(values.length - ANSWERS)} more`]

const expected = spec => h('dl', { class: 'expected' },
  h('div', {}, h('dt', {}, chip('CORRECT')), h('dd', {}, spec.targets.length > 0 ? answers(spec, spec.targets) : 'none: nothing is right here',
    spec.tolerance !== undefined && ` within ${spec.tolerance}`)),
  Object.entries(spec.labels).map(([label, values]) => h('div', {}, h('dt', {}, chip(label)), h('dd', {}, answers(spec, values)))))

const sampleBlock = (sample, several) => h('section', { class: 'side' },
  h('h3', { class: 'side-title' }, several && sample.control ? 'Neutral control' : 'Sample', ' ', h('span', { class: 'fine' }, title(sample.id))),
  turns(sample), expected(sample.answer),
  Object.keys(sample.dials).length > 0 && h('p', { class: 'fine' }, Object.entries(sample.dials).map(([dial, value]) => `${title(dial)} ${value}`).join(', ')))

const examples = samples => {
  const groups = [...Map.groupBy(samples, sample => sample.group).values()].slice(0, 3)
  return h('div', { class: 'groups' }, groups.map(of => h('article', { class: 'group' },
    h('div', { class: `sides sides-${Math.min(2, of.length)}` }, of.slice(0, 2).map(sample => sampleBlock(sample, of.length > 1))))))
}

export const taskView = (root, encoded) => {
  const name = decodeURIComponent(encoded)
  document.title = `${title(name)} \u2013 Scalewatch`
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const body = h('div', { class: 'samples' })
  const curves = h('div')
  root.append(h('p', { class: 'crumbs' }, h('a', { href: '/tasks' }, 'Tasks')), h('h1', {}, title(name)), status, body)
  let drawn
  const drawCurves = () => {
    const fits = curvesOf(name)
    const state = fits.map(fit => api.seriesId(fit.series) + fit.shape).join()
    if (state === drawn) return
    drawn = state
    const focused = curves.contains(document.activeElement) && document.activeElement.getAttribute('href')
    put(curves, fits.length === 0
      ? h('p', {}, 'Nothing of it is scored yet. ', h('a', { href: '/runs/new' }, 'Start a run'))
      : curveLinks(fits, fit => fit.series.family, fit => title(fit.series.variant)))
    if (focused) curves.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  }
  const draw = (task, versions, samples) => {
    const [what, why] = mechanism(task.mechanism)
    put(body,
      h('p', { class: 'verdict' }, plain(task.description)),
      h('dl', { class: 'figures' }, [['Samples', count(task.samples)], ['More, for examples', count(task.heldOut)], ['Source', source(task)], ['Version', title(task.version)]]
        .map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value)))),
      h('dl', { class: 'about' },
        h('div', {}, h('dt', {}, 'What it tests'), h('dd', {}, `${what}${why && ': ' + why}.`)),
        h('div', {}, h('dt', {}, 'Answers are'), h('dd', {}, kindName(task.kind))),
        h('div', {}, h('dt', {}, 'Wrong answers it provokes'), h('dd', {}, task.labels.length > 0 ? task.labels.map(chip) : 'none in particular')),
        task.dials.map(dial => h('div', {}, h('dt', {}, 'Dial ', title(dial.name)), h('dd', {}, plain(dial.meaning, 300)))),
        task.variants.length > 0 && h('div', {}, h('dt', {}, 'Its author suggests'), h('dd', {}, task.variants.map(title).join(', ')))),
      h('h2', {}, 'Its curves'), curves,
      h('h2', {}, 'What is asked'),
      samples instanceof Error ? problem(samples) : examples(samples),
      h('h2', {}, 'Versions'),
      versions instanceof Error
        ? problem(versions)
        : table('Versions', [['Version'], ['Samples', true], ['Came'], ['New runs ask it']], versions.map(version => h('tr', {},
          h('th', { scope: 'row' }, title(version.version)), h('td', { class: 'number' }, count(version.samples)), h('td', {}, moment(version.storedAt)), h('td', {}, version.current ? 'yes' : 'no')))))
    drawCurves()
  }
  let gone = false
  Promise.all([api.taskOf(name), api.versionsOf(name).catch(e => e), api.examplesOf(name, SAMPLES).catch(e => e)]).then(found => {
    if (gone) return
    status.textContent = ''
    draw(...found)
  }).catch(e => {
    if (gone) return
    status.textContent = e.status === 404 ? 'There is no such task.' : e.message
  })
  const deaf = onChange(drawCurves)
  return () => {
    gone = true
    deaf()
  }
}
