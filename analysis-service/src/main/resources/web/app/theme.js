// Light, dark, or as the system is.

const KEY = 'theme'
const NEXT = { system: 'light', light: 'dark', dark: 'system' }

const read = () => {
  try {
    return NEXT[localStorage.getItem(KEY)] ? localStorage.getItem(KEY) : 'system'
  } catch {
    return 'system'
  }
}

const apply = theme => {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  const button = document.getElementById('theme')
  const name = { system: 'Auto', light: 'Light', dark: 'Dark' }[theme]
  button.textContent = name
  button.setAttribute('aria-label', `${name} colours. Change to ${NEXT[theme]}.`)
}

export const start = () => {
  let theme = read()
  apply(theme)
  document.getElementById('theme').addEventListener('click', () => {
    theme = NEXT[theme]
    try { localStorage.setItem(KEY, theme) } catch { /* It holds until the page is left. */ }
    apply(theme)
  })
}
