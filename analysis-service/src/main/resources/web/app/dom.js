// Elements are made one by one and texts are text nodes: nothing here, or anywhere else on the page, parses markup.

const SVG = 'http://www.w3.org/2000/svg'

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  for (const child of children.flat(3)) {
    if (child === undefined || child === null || child === false) continue
    element.append(child instanceof Node ? child : String(child))
  }
  return element
}

/** An HTML element. */
export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children)

/** An SVG element. */
export const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children)

/** Replaces what an element holds; nothing is made of what is absent or false. */
export const put = (element, ...children) => {
  element.replaceChildren()
  return fill(element, {}, children)
}

/** Draws into a box as wide as the box is, and anew whenever that changes. */
export const responsive = (draw, attributes) => {
  const box = h('div', attributes)
  let drawn = 0
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width)
    if (width > 0 && width !== drawn) {
      drawn = width
      box.replaceChildren(draw(width))
    }
  }).observe(box)
  return box
}
