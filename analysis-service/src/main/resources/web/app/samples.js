import * as api from './api.js'
import { h, put } from './dom.js'
import { count, percent, plain, size, title, visible } from './format.js'
import { allLabels, labelName } from './labels.js'

const AT_ONCE = 5 // groups
const MOST_SHOWN = 100_000 // characters of one text that are added at once
export const ROLES = { system: 'System', user: 'User', assistant: 'Assistant' }

/** A part of a text as nodes, with what of the span is in it marked. */
const marked = ({ at, text }, span) => {
  if (!span || span.end <= at || span.start >= at + text.length || span.start === span.end) return [visible(text)]
  const from = Math.max(0, span.start - at)
  const to = Math.min(text.length, span.end - at)
  return [visible(text.slice(0, from)), h('mark', {}, visible(text.slice(from, to))), visible(text.slice(to))]
}

const isCut = excerpt => excerpt.parts.reduce((sum, part) => sum + part.text.length, 0) < excerpt.length

/** A text that somebody else wrote, or what there is of it; the whole is asked for when it is wanted. */
export const textBlock = (excerpt, span, name, whole) => {
  const text = h('div', { class: 'text', dir: 'auto' })
  const more = h('button', { type: 'button', class: 'quiet', hidden: true })
  const status = h('p', { class: 'fine', role: 'status' })
  if (excerpt.length === 0) text.append(h('span', { class: 'gap' }, 'an empty text'))
  let end = 0
  for (const part of excerpt.parts) {
    if (part.at > end) text.append(h('span', { class: 'gap' }, ` \u2026 ${count(part.at - end)} characters left out \u2026 `))
    text.append(...marked(part, span))
    end = part.at + part.text.length
  }
  const grow = (all, from) => {
    const to = Math.min(all.length, from + MOST_SHOWN)
    text.append(...marked({ at: from, text: all.slice(from, to) }, span))
    more.hidden = to === all.length
    more.textContent = `Show ${count(Math.min(MOST_SHOWN, all.length - to))} more of ${count(all.length - to)}`
    more.onclick = () => grow(all, to)
  }
  if (isCut(excerpt)) {
    more.hidden = false
    more.textContent = `Show all ${count(excerpt.length)} characters`
    more.onclick = async () => {
      more.disabled = true
      try {
        const all = await whole()
        for (const [attribute, value] of [['tabindex', 0], ['role', 'region'], ['aria-label', name]]) text.setAttribute(attribute, value)
        text.classList.add('whole')
        text.replaceChildren()
        status.textContent = ''
        grow(all, 0)
      } catch (e) {
        status.textContent = e.message
      }
      more.disabled = false
    }
  }
  return [text, more, status]
}

export const chip = label => h('span', { class: 'chip' }, h('span', { class: `swatch label-${label}`, 'aria-hidden': 'true' }), labelName(label))

const promptBlock = (sample, whole) => sample.prompt.length === 0
  ? h('p', { class: 'fine' }, 'Its text is no longer kept.')
  : h('div', { class: 'prompt' }, sample.prompt.map((turn, i) => h('div', { class: `turn turn-${turn.role}` },
    h('p', { class: 'role' }, ROLES[turn.role] ?? title(turn.role)),
    textBlock(turn.text, undefined, `${ROLES[turn.role] ?? 'Turn'} of ${title(sample.sample)}`, async () => (await whole(sample, sample.answers.find(answer => answer.text).label)).prompt[i].text.parts[0].text))))

const found = answer => [
  answer.rule && `found by the rule ${title(answer.rule)}`,
  answer.why && `because: ${title(answer.why)}`,
  answer.extracted !== undefined && `taken as \u201c${plain(answer.extracted, 120)}\u201d`,
  answer.statedConfidence !== undefined && `says it is ${percent(answer.statedConfidence)} sure`,
  answer.judge && `as ${title(answer.judge)} judged: what follows is what that model said`
].filter(Boolean).join('; ')

const answerBlock = (sample, answer, whole) => h('div', { class: 'answer' },
  h('p', { class: 'found' }, chip(answer.label), h('span', { class: 'fine' }, found(answer))),
  answer.text
    ? textBlock(answer.text, answer.span, `Answer to ${title(sample.sample)}`, async () => (await whole(sample, answer.label)).answers[0].text.parts[0].text)
    : h('p', { class: 'fine' }, 'The text is no longer kept.'))

const side = sample => sample.control ? 'Neutral control' : 'Sample'

const sampleBlock = (sample, whole, several) => h('section', { class: 'side' },
  h('h2', { class: 'side-title' }, several ? side(sample) : 'Sample', ' ', h('span', { class: 'fine' }, title(sample.sample))),
  promptBlock(sample, whole),
  sample.answers.map(answer => answerBlock(sample, answer, whole)))

const leftOut = more => more > 0 && h('p', { class: 'fine' }, `${count(more)} more samples of this group are not shown.`)

/** The samples of one point, a page at a time. */
const listOf = (root, path, fit, query) => {
  let gone = false
  let asked = 0
  const point = fit.points.findLast(p => (!query.get('model') || p.model === query.get('model')) && (!query.get('version') || p.version === query.get('version')))
  const sizes = h('select', { id: 'samples-size' }, fit.points.map(p =>
    h('option', { value: JSON.stringify([p.model, p.version]), selected: p === point }, `${size(p.parameters)} \u2013 ${title(p.model)}`)))
  if (!point) sizes.append(h('option', { value: JSON.stringify([query.get('model'), query.get('version')]), selected: true }, `${title(query.get('model'))} ${title(query.get('version') ?? '')}`))
  const labels = h('select', { id: 'samples-label' })
  const shown = h('p', { class: 'fine', role: 'status' })
  const list = h('div', { class: 'groups' })
  const more = h('button', { type: 'button', hidden: true }, 'Show more')
  const form = h('form', { class: 'filter', 'aria-label': 'Which samples' },
    h('label', { for: 'samples-size' }, 'Size', sizes), h('label', { for: 'samples-label' }, 'Label', labels))
  root.append(form, shown, list, more)

  const chosen = () => {
    const [model, version] = JSON.parse(sizes.value)
    return Object.fromEntries(Object.entries({ model, version, label: labels.value }).filter(([, value]) => value))
  }
  // Looked for by its name, where an alert has named it.
  const sample = query.get('sample') || undefined
  const address = extra => '/samples/' + path + '?' + new URLSearchParams({ ...chosen(), ...(sample && { sample }), ...extra })

  const offerLabels = (page, label) => put(labels,
    h('option', { value: '' }, 'every label'),
    allLabels.filter(one => page.labels[one] || one === label).map(one =>
      h('option', { value: one, selected: one === label }, `${labelName(one)} (${count(page.labels[one] ?? 0)})`)))

  const group = (one, point) => h('article', { class: 'group' },
    h('div', { class: `sides sides-${Math.min(2, one.samples.length)}` }, one.samples.map(sample => sampleBlock(sample,
      (sample, label) => api.wholeText(path, one.place, { ...point, sample: sample.sample, label }), one.samples.length > 1))),
    leftOut(one.more),
    fit.points.length > 1 && h('p', { class: 'row-link' }, h('a', { href: address({ group: one.place }) }, 'What every size answered')))

  const load = async (label, after) => {
    const number = ++asked
    more.disabled = true
    if (!after) shown.textContent = 'Reading the texts'
    try {
      const { model, version } = chosen()
      const page = await api.samplesOf(path, { ...Object.fromEntries(Object.entries({ model, version, label, sample, after }).filter(([, value]) => value)), limit: AT_ONCE })
      if (gone || number !== asked) return
      offerLabels(page, label)
      const point = { model: page.model, version: page.version }
      const drawn = page.groups.map(one => group(one, point))
      if (after) list.append(...drawn)
      else list.replaceChildren(...drawn)
      if (after) drawn[0]?.querySelector('a, button')?.focus({ preventScroll: true })
      more.hidden = !page.next
      more.onclick = () => load(labels.value, page.next)
      shown.textContent = page.samples === 0
        ? 'Where this point\u2019s answers stand is not known: they were counted before it was noted, or another instance of analysis-service has them.'
        : sample
          ? page.groups.length > 0 ? '' : 'Where the answers to this sample stand was not kept.'
        : label && page.groups.length === 0 && !after
          ? 'None of the samples that can be looked at has this label.'
          : `${count(page.samples)} samples can be looked at${label ? `, ${count(page.labels[label] ?? 0)} of them ${labelName(label)}; with each its group` : ''}.`
    } catch (e) {
      if (gone || number !== asked) return
      shown.textContent = e.message
      if (!after) {
        more.hidden = true
        list.replaceChildren()
      }
    }
    more.disabled = false
  }
  form.addEventListener('submit', event => event.preventDefault())
  form.addEventListener('change', () => {
    history.replaceState(null, '', address({}))
    load(labels.value)
  })
  load(allLabels.includes(query.get('label')) ? query.get('label') : '')
  return () => { gone = true }
}

/** One group at every size. */
const rowOf = (root, path, fit, query) => {
  let gone = false
  const place = query.get('group')
  const back = new URLSearchParams(query)
  back.delete('group')
  const shown = h('p', { class: 'fine', role: 'status' }, 'Reading the texts')
  const body = h('div', {})
  root.append(h('p', {}, h('a', { href: `/samples/${path}?${back}` }, 'Back to the samples')), shown, body)
  const draw = ({ sizes }) => {
    const ids = new Map()
    for (const one of sizes) {
      for (const sample of one.samples) {
        if (!ids.get(sample.sample)?.prompt.length) ids.set(sample.sample, sample)
      }
    }
    const order = [...ids.values()].sort((a, b) => a.control - b.control)
    const whole = one => (sample, label) => api.wholeText(path, place, { model: one.model, version: one.version, sample: sample.sample, label })
    const asker = sample => sizes.find(one => one.samples.some(other => other.sample === sample.sample && other.prompt.length)) ?? sizes[0]
    put(body,
      h('section', { 'aria-labelledby': 'asked-title' }, h('h2', { id: 'asked-title' }, 'What was asked'),
        h('div', { class: `sides sides-${Math.min(2, order.length)} group` }, order.map(sample => h('section', { class: 'side' },
          h('h3', { class: 'side-title' }, order.length > 1 ? side(sample) : 'Sample', ' ', h('span', { class: 'fine' }, title(sample.sample))), promptBlock(sample, whole(asker(sample))))))),
      h('section', { 'aria-labelledby': 'answered-title' }, h('h2', { id: 'answered-title' }, 'What every size answered'),
        h('ol', { class: 'row' }, sizes.map(one => h('li', { class: 'group' },
          h('h3', { class: 'row-size' }, size(one.parameters), ' ', h('span', { class: 'fine' }, `${title(one.model)} ${title(one.version)}`)),
          h('div', { class: `sides sides-${Math.min(2, order.length)}` }, order.map(wanted => {
            const sample = one.samples.find(other => other.sample === wanted.sample)
            return h('section', { class: 'side', 'aria-label': `${side(wanted)} at ${size(one.parameters)}` },
              order.length > 1 && h('h4', {}, side(wanted)),
              sample ? sample.answers.map(answer => answerBlock(sample, answer, whole(one))) : h('p', { class: 'fine' }, 'No answer that can be looked at.'))
          })), leftOut(one.more))))))
  }
  api.groupOf(path, place).then(answers => {
    if (gone) return
    shown.textContent = ''
    draw(answers)
  }, e => { if (!gone) shown.textContent = e.message })
  return () => { gone = true }
}

export const samplesView = (root, path) => {
  const query = new URLSearchParams(location.search)
  const body = h('div', { class: 'samples' }, h('p', { class: 'fine', role: 'status' }, 'Loading'))
  root.append(body)
  let gone = false
  let leave
  api.oneSeries(path).then(fit => {
    if (gone) return
    const key = fit.series
    const row = query.get('group')
    document.title = `Samples of ${title(key.task)}, ${title(key.family)} \u2013 Scalewatch`
    put(body,
      h('p', { class: 'crumbs' }, h('a', { href: '/' }, 'Overview'), ' / ', title(key.family), ' / ', h('a', { href: api.seriesAddress(key) }, title(key.task))),
      h('h1', {}, row ? 'One sample, every size' : 'What was asked and answered'),
      h('p', { class: 'facts' }, h('span', {}, title(key.task)), h('span', {}, title(key.variant)), h('span', {}, `scoring ${title(key.scoringVersion)}`)))
    leave = (row ? rowOf : listOf)(body, path, fit, query)
  }, e => {
    if (gone) return
    put(body, h('h1', {}, e.status === 404 ? 'There is no such series' : 'The samples can\u2019t be shown'), h('p', {}, e.message))
  })
  return () => {
    gone = true
    leave?.()
  }
}
