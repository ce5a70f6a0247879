import * as api from './api.js'
import { h, put } from './dom.js'
import { ago, moment, plain, title } from './format.js'
import { refreshAlerts } from './live.js'

// What people do with an alert: a button on it, and the dialog that it opens.

const NAME = 'name' // under which the browser remembers who somebody is
const SPANS = [['1', 'for an hour'], ['24', 'for a day'], ['168', 'for a week'], ['', 'for good']]
const HOUR = 3_600_000

export const isMuted = alert => Boolean(alert.handling ? alert.handling.muted : alert.muted)

/** What of it is drawn: equal where nothing has changed. */
export const stateOf = alert => [alert.alertId, alert.sequence, alert.handling?.remarks?.length, alert.handling?.muted?.id, isMuted(alert)].join()

const mutedText = mute => `muted ${mute.until ? `until ${moment(mute.until)}` : 'for good'}${mute.by ? ` by ${title(mute.by)}` : ''}: ${plain(mute.reason, 200)}`

/** Who knows of it and whether it is muted, in a few words; empty where nobody has said anything. */
export const handled = alert => {
  const known = alert.handling?.acknowledged
  const muted = alert.handling ? alert.handling.muted : alert.muted
  return [known && `acknowledged by ${title(known.by)}`, muted && mutedText(muted)].filter(Boolean).join('; ')
}

const remembered = () => {
  try { return localStorage.getItem(NAME) ?? '' } catch { return '' }
}

const scopes = alert => [
  [{ series: api.seriesId(alert.series), kind: alert.kind }, 'this alert, and its like on this curve'],
  [{ series: api.seriesId(alert.series) }, 'every alert on this curve'],
  [{ task: alert.series.task }, `every alert at ${title(alert.series.task)}`],
  [{ family: alert.series.family }, `every alert of ${title(alert.series.family)}`],
  [{ kind: alert.kind }, `every ${alert.kind} alert`]
]

const isOfALabel = alert => alert.kind === 'label-shift'

/** The critical ones first, and what a curve does before what its answers are instead; the muted ones last. */
export const byConcern = (a, b) => isMuted(a) - isMuted(b) || (a.severity === b.severity ? 0 : a.severity === 'critical' ? -1 : 1) ||
  isOfALabel(a) - isOfALabel(b) || Date.parse(b.raisedAt) - Date.parse(a.raisedAt)

/** The samples that show it best, each a link to what was asked and answered. */
export const tellingSamples = alert => alert.samples?.length > 0 && h('p', { class: 'fine' }, 'Shown best by the samples ',
  alert.samples.flatMap((sample, i) => [i > 0 && ', ', h('a', { href: api.samplesAddress(alert.series, { sample }) }, title(sample))]), '.')

const remark = said => h('li', {},
  h('p', {}, said.type === 'ACKNOWLEDGED' ? h('b', {}, 'Acknowledged') : h('b', {}, 'Note'), said.text && `: ${plain(said.text)}`),
  h('p', { class: 'fine' }, `${title(said.by)}, ${ago(said.at)}`))

const open = alert => {
  const id = name => `respond-${name}`
  const who = h('input', { id: id('who'), required: true, maxlength: 100, autocomplete: 'name', value: remembered() })
  const text = h('textarea', { id: id('text'), rows: 3, maxlength: 500 })
  const choices = [['acknowledge', 'I know of it'], ['note', 'Note'], ['mute', 'Mute']].map(([value, name], i) =>
    h('label', {}, h('input', { type: 'radio', name: id('what'), value, checked: i === 0 }), ' ', name))
  const scope = h('select', { id: id('scope') }, scopes(alert).map(([, name], i) => h('option', { value: i }, name)))
  const span = h('select', { id: id('span') }, SPANS.map(([hours, name], i) => h('option', { value: hours, selected: i === 1 }, name)))
  const muting = h('div', { class: 'muting', hidden: true },
    h('label', { for: id('scope') }, 'What is muted', scope), h('label', { for: id('span') }, 'How long', span))
  const wrong = h('p', { class: 'wrong', role: 'alert' })
  const muted = alert.handling?.muted
  const lift = muted?.id && h('button', { type: 'button' }, 'Lift the mute')
  const form = h('form', { method: 'dialog' },
    h('h2', { id: id('title') }, 'Respond to this alert'),
    h('p', {}, plain(alert.summary, 600)),
    tellingSamples(alert),
    alert.handling?.remarks?.length > 0 && h('ul', { class: 'remarks', tabindex: 0, 'aria-label': 'What was said of it' }, alert.handling.remarks.map(remark)),
    muted && h('p', {}, 'It is ', mutedText(muted), ' ', lift),
    h('fieldset', {}, h('legend', {}, 'What'), choices),
    muting,
    h('label', { for: id('text') }, 'Why, or what is known', text),
    h('label', { for: id('who') }, 'Your name', who),
    wrong,
    h('p', { class: 'buttons' }, h('button', { type: 'submit', class: 'primary' }, 'Save'), h('button', { type: 'button', value: 'close' }, 'Cancel')))
  const dialog = h('dialog', { class: 'respond', 'aria-labelledby': id('title') }, form)

  const chosen = () => form.querySelector('input[type=radio]:checked').value
  const answer = () => {
    const by = who.value.trim()
    if (chosen() === 'acknowledge') return api.acknowledge(alert.alertId, { by, text: text.value })
    if (chosen() === 'note') return api.note(alert.alertId, { by, text: text.value })
    const until = span.value && new Date(Date.now() + Number(span.value) * HOUR).toISOString()
    return api.mute({ ...scopes(alert)[scope.value][0], reason: text.value, by, ...(until ? { until } : {}) })
  }
  const carryOut = async what => {
    put(wrong)
    try { localStorage.setItem(NAME, who.value.trim()) } catch { /* It is asked again next time. */ }
    try {
      await what()
      dialog.close()
      refreshAlerts()
    } catch (e) {
      put(wrong, e.message)
    }
  }
  form.addEventListener('change', () => {
    muting.hidden = chosen() !== 'mute'
    text.required = chosen() !== 'acknowledge'
  })
  form.addEventListener('submit', event => {
    event.preventDefault()
    carryOut(answer)
  })
  form.querySelector('button[value=close]').addEventListener('click', () => dialog.close())
  lift?.addEventListener('click', () => { if (who.reportValidity()) carryOut(() => api.unmute(muted.id, who.value.trim())) })
  dialog.addEventListener('close', () => {
    dialog.remove()
    document.querySelector(`button[data-alert="${CSS.escape(alert.alertId)}"]`)?.focus({ preventScroll: true })
  })
  document.body.append(dialog)
  dialog.showModal()
}

/** The button that opens the dialog. */
export const respond = alert => h('button', {
  type: 'button', class: 'quiet', 'data-alert': alert.alertId, 'aria-haspopup': 'dialog', onclick: () => open(alert)
}, 'Respond')
