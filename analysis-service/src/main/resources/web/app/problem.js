import { h } from './dom.js'
import { plain } from './format.js'

/** What went wrong, field by field, in the words of the service that said so. */
export const problem = e => h('div', { class: 'problem', role: 'alert' }, h('p', {}, plain(e.message)),
  e.violations?.length > 0 && h('ul', {}, e.violations.map(v => h('li', {}, h('b', {}, plain(v.field)), ` ${plain(v.reason)}: ${plain(v.remedy)}`))))
