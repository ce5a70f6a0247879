import * as api from './api.js'
import { h, put } from './dom.js'
import { plain, title } from './format.js'
import { problem } from './problem.js'

const PROTOCOLS = [
  ['OPENAI_CHAT', 'OpenAI chat completions'], ['OPENAI_COMPLETIONS', 'OpenAI completions'], ['ANTHROPIC_MESSAGES', 'Anthropic messages'], ['OLLAMA', 'Ollama']
]
const CAPABILITIES = [
  ['CLASS_LOG_PROBABILITIES', 'Log-probabilities of class strings (completions that echo)'],
  ['LETTER_LOG_PROBABILITIES', 'Log-probabilities of letters (chat, Ollama)'],
  ['REASONING', 'Takes a reasoning effort, and no temperature']
]

/** What a probe has found, a line each, as the command prints it. */
const reportView = (report, heading) => h('section', { class: 'report', 'aria-labelledby': 'report-title' },
  h('h2', { id: 'report-title' }, plain(heading)),
  h('dl', {}, report.findings.map(finding => h('div', { class: finding.good ? '' : 'warn' }, h('dt', {}, finding.what), h('dd', {}, plain(finding.found, 1000))))),
  h('p', {}, report.capabilities.length > 0 ? `It has shown: ${report.capabilities.join(', ')}.` : 'It has shown no capability that could be declared.'))

const text = (name, label, attributes) => h('label', { class: 'number-field' }, label, h('input', { type: 'text', name, autocomplete: 'off', spellcheck: 'false', ...attributes }))

// What is saved, and a form that probes before it saves.
export const endpointsView = root => {
  document.title = 'Endpoints \u2013 Scalewatch'
  const status = h('p', { class: 'fine', role: 'status' }, 'Loading')
  const body = h('tbody')
  const result = h('div', { 'aria-live': 'polite' })
  const save = h('button', { type: 'button', class: 'primary', hidden: true }, 'Save it')
  const probe = h('button', { type: 'submit', class: 'primary' }, 'Probe it')
  const form = h('form', { class: 'start', autocomplete: 'off' },
    h('fieldset', { class: 'limits' }, h('legend', {}, 'Where models are'),
      text('name', 'Name', { required: true, maxlength: 100 }),
      text('baseUrl', 'Address', { required: true, inputmode: 'url', placeholder: 'http://localhost:8000/v1' }),
      h('label', { class: 'number-field' }, 'Protocol', h('select', { name: 'protocol' }, PROTOCOLS.map(([value, label]) => h('option', { value }, label)))),
      text('keyName', 'Name of its key', { maxlength: 100, placeholder: 'none' }),
      text('model', 'Model to ask', { maxlength: 200, placeholder: 'the first that it lists' })),
    h('fieldset', {}, h('legend', {}, 'What it can do'),
      CAPABILITIES.map(([value, label]) => h('label', { class: 'choice' }, h('input', { type: 'checkbox', name: 'capability', value }), h('span', {}, label)))),
    h('p', {}, probe))
  root.append(
    h('h1', {}, 'Endpoints'), status,
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Endpoints' }, h('table', {},
      h('thead', {}, h('tr', {}, ['Endpoint', 'Address', 'Key', 'Declares', ''].map(name => name ? h('th', { scope: 'col' }, name) : h('td', {})))), body)),
    h('h2', {}, 'Save an endpoint'), form, result, save)
  let saved = []
  let asked
  let gone = false

  const ask = async (request, heading, button) => {
    save.hidden = true
    button.disabled = true
    put(result, h('p', { class: 'fine' }, 'Asking'))
    try {
      const report = await api.probe(request)
      put(result, reportView(report, heading))
      return report
    } catch (e) {
      put(result, problem(e))
    } finally {
      button.disabled = false
    }
  }

  const change = endpoint => {
    form.reset()
    for (const name of ['name', 'baseUrl', 'protocol', 'keyName']) form.elements.namedItem(name).value = endpoint[name] ?? ''
    for (const box of form.querySelectorAll('[name=capability]')) box.checked = endpoint.capabilities.includes(box.value)
    save.hidden = true
    form.elements.namedItem('baseUrl').focus()
  }

  const row = endpoint => {
    const button = h('button', { type: 'button', class: 'quiet', 'aria-label': `Probe ${endpoint.name}`, onclick: () => ask({ endpoint: endpoint.name }, endpoint.name, button) }, 'Probe')
    return h('tr', {},
      h('th', { scope: 'row' }, title(endpoint.name)), h('td', {}, plain(endpoint.baseUrl, 300), h('span', { class: 'fine' }, ' ', endpoint.protocol)),
      h('td', {}, endpoint.keyName ? title(endpoint.keyName) : 'none'), h('td', {}, endpoint.capabilities.join(', ') || 'nothing'),
      h('td', {}, button, ' ', h('button', { type: 'button', class: 'quiet', 'aria-label': `Change ${endpoint.name}`, onclick: () => change(endpoint) }, 'Change')))
  }

  const look = async () => {
    try {
      saved = await api.endpoints()
      if (gone) return
      body.replaceChildren(...saved.map(row))
      status.textContent = saved.length === 0 ? 'No endpoint yet.' : ''
    } catch (e) {
      status.textContent = e.message
    }
  }

  const read = () => {
    const data = new FormData(form)
    const given = name => data.get(name).trim() || undefined
    return { baseUrl: given('baseUrl'), protocol: data.get('protocol'), keyName: given('keyName'), capabilities: data.getAll('capability') }
  }

  form.addEventListener('submit', async event => {
    event.preventDefault()
    const name = form.elements.namedItem('name').value.trim()
    const spec = read()
    const report = await ask({ ...spec, model: form.elements.namedItem('model').value.trim() || undefined }, name, probe)
    if (!report || gone) return
    for (const box of form.querySelectorAll('[name=capability]')) box.checked ||= report.capabilities.includes(box.value)
    asked = { name, spec }
    save.textContent = report.usable ? 'Save it' : 'Save it all the same'
    save.hidden = false
  })
  // What was probed is the address, the protocol and the key; what it can do may still be chosen.
  form.addEventListener('input', event => { if (event.target.name !== 'capability') save.hidden = true })
  save.addEventListener('click', async () => {
    save.disabled = true
    try {
      // Prices and limits have no place in the form, and stay as they are now.
      const { prices, limits } = (await api.endpoints()).find(endpoint => endpoint.name === asked.name) ?? {}
      await api.saveEndpoint(asked.name, { ...asked.spec, capabilities: read().capabilities, prices, limits })
      save.hidden = true
      put(result, h('p', { role: 'status' }, `${plain(asked.name)} is saved.`))
      await look()
    } catch (e) {
      result.append(problem(e))
    } finally {
      save.disabled = false
    }
  })

  look()
  return () => { gone = true }
}
