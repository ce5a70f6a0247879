import { h, s } from './dom.js'

// What the shapes are called here, how they look, and how much they want to be looked at: the first the most.
const SHAPES = {
  INVERSE: ['Worse with size', 'bad', 'M2 3C8 3 9 11 18 11'],
  INVERTED_U: ['Up, then down', 'warn', 'M2 11Q10 -5 18 11'],
  U_SHAPED: ['Down, then up', 'warn', 'M2 3Q10 19 18 3'],
  IRREGULAR: ['Irregular', 'warn', 'M2 4L7 10L12 4L18 10'],
  INCONCLUSIVE: ['Undecided', 'none', 'M2 9C7 3 12 12 18 6'],
  INSUFFICIENT: ['Too little data', 'none', 'M3 7h.1M10 7h.1M17 7h.1'],
  FLAT: ['Flat', 'none', 'M2 7H18'],
  EMERGENT: ['Better in one step', 'good', 'M2 11H9L11 3H18'],
  POSITIVE: ['Better with size', 'good', 'M2 11C8 11 9 3 18 3']
}

const UNKNOWN = ['', 'none', 'M2 7H18']
const ORDER = Object.keys(SHAPES)

export const shapeName = shape => SHAPES[shape]?.[0] || shape
export const tone = shape => (SHAPES[shape] ?? UNKNOWN)[1]
export const allShapes = ORDER

/** Smaller: wants to be looked at first. */
export const urgency = (shape, alerted) =>
  (alerted ? -100 : 0) + (ORDER.includes(shape) ? ORDER.indexOf(shape) : ORDER.length)

/** The shape as a mark: a glyph and its name. */
export const mark = shape =>
  h('span', { class: `mark tone-${tone(shape)}` },
    s('svg', { viewBox: '0 0 20 14', width: 20, height: 14, 'aria-hidden': 'true' },
      s('path', { d: (SHAPES[shape] ?? UNKNOWN)[2] })),
    shapeName(shape))
