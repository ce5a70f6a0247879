// Numbers and texts as people read them.

const UNITS = ['', 'K', 'M', 'B', 'T']

/** 70M, 1.4B */
export const size = parameters => {
  let value = parameters
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  return value.toFixed(value < 9.95 ? 1 : 0).replace(/\.0$/, '') + UNITS[unit]
}

export const percent = rate => (100 * rate).toFixed(rate > 0.995 || rate < 0.005 ? 1 : 0).replace(/\.0$/, '') + ' %'

/** +3.1, with a true minus */
export const points = rate => (rate < 0 ? '\u2212' : '+') + Math.abs(100 * rate).toFixed(1)

export const interval = ({ lower, upper }, unit = percent) => `${unit(lower)} to ${unit(upper)}`

/** An e-value is what a bet against the hypothesis would have paid. */
export const odds = logE => {
  if (logE < Math.log(1.5)) return 'even odds at most'
  const log10 = logE / Math.LN10
  if (log10 < 5) return count(Math.round(Math.exp(logE))) + ' to 1'
  return log10 > 300 ? 'more than 1e300 to 1' : `1e${Math.floor(log10)} to 1`
}

const COUNT = new Intl.NumberFormat('en')
export const count = number => COUNT.format(number)

export const money = usd => '$' + (usd >= 100 ? COUNT.format(Math.round(usd)) : usd.toFixed(usd < 0.1 && usd > 0 ? 4 : 2))

export const duration = seconds => {
  const whole = Math.round(seconds)
  if (whole < 90) return `${whole} s`
  if (whole < 5400) return `${Math.round(whole / 60)} min`
  return whole < 172800 ? `${Math.round(whole / 3600)} h` : `${Math.round(whole / 86400)} days`
}

export const ago = (instant, now = Date.now()) => {
  const seconds = (now - Date.parse(instant)) / 1000
  return seconds < 5 ? 'just now' : duration(seconds) + ' ago'
}

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
export const clock = instant => CLOCK.format(new Date(instant))
export const moment = instant => DAY.format(new Date(instant))

// Controls, what turns the direction of the text around it, and what has no shape at all.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** A text that somebody else wrote, such that what is seen is what is there. */
export const visible = text => text.replace(/\r\n/g, '\n')
  .replace(UNSEEN, c => `\u27e8${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`)

/** The same, not longer than so many characters. */
export const plain = (text, most = 2000) => {
  const whole = String(text ?? '')
  const seen = visible(whole.slice(0, most))
  return whole.length > most ? `${seen}\u2026 (${count(whole.length - most)} more characters)` : seen
}

export const title = name => plain(name, 120)
