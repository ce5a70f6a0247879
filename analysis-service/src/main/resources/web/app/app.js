import { endpointsView } from './endpoints.js'
import * as live from './live.js'
import { modelsView } from './models.js'
import { overview } from './overview.js'
import { runView, runsView, startView } from './runs.js'
import { samplesView } from './samples.js'
import { seriesView } from './series.js'
import { tasksView, taskView } from './tasks.js'
import * as theme from './theme.js'
import { h } from './dom.js'

// A view is drawn into the main element; what it returns is called when it is left.
const VIEWS = [
  [/^\/$/, overview],
  [/^\/series\/(.+)$/, seriesView],
  [/^\/samples\/(.+)$/, samplesView],
  [/^\/tasks\/?$/, tasksView],
  [/^\/tasks\/([^/]+)$/, taskView],
  [/^\/models\/?$/, modelsView],
  [/^\/runs\/?$/, runsView],
  [/^\/runs\/new$/, startView],
  [/^\/runs\/([^/]+)$/, runView],
  [/^\/endpoints\/?$/, endpointsView]
]

const content = document.getElementById('content')
let leave

const unknown = root => {
  root.append(h('h1', {}, 'There is nothing at this address'), h('p', {}, h('a', { href: '/' }, 'To the overview')))
}

const show = focus => {
  leave?.()
  content.replaceChildren()
  const [pattern, view] = VIEWS.find(([p]) => p.test(location.pathname)) ?? [/^/, unknown]
  const [, ...parts] = pattern.exec(location.pathname)
  document.title = 'Scalewatch'
  leave = view(content, ...parts)
  for (const link of document.querySelectorAll('nav a')) {
    const here = link.pathname === '/' ? /^\/(series\/|samples\/|$)/.test(location.pathname) : location.pathname.startsWith(link.pathname)
    if (here) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  if (focus) {
    scrollTo(0, 0)
    content.focus({ preventScroll: true })
  }
}

export const go = address => {
  history.pushState(null, '', address)
  show(true)
}

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]')
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  if (link.origin !== location.origin || link.target || link.hasAttribute('download') || link.pathname.startsWith('/api/') || link.hash) return
  event.preventDefault()
  go(link.href)
})
document.addEventListener('scalewatch:go', event => go(event.detail))
addEventListener('popstate', () => show(true))

theme.start()
live.start()
show(false)
