import { title } from './format.js'

const LABELS = {
  CORRECT: 'correct',
  DISTRACTOR: 'distractor',
  SYCOPHANTIC: 'sycophantic',
  TRAP: 'trap',
  OTHER_WRONG: 'otherwise wrong',
  REFUSED: 'refused',
  UNPARSED: 'unparsed'
}

export const allLabels = Object.keys(LABELS)
export const labelName = label => LABELS[label] ?? title(label)

const WRONG = ['DISTRACTOR', 'SYCOPHANTIC', 'TRAP', 'OTHER_WRONG']
const most = (point, labels) => labels
  .filter(label => point?.labels?.[label]?.count > 0)
  .sort((a, b) => point.labels[b].count - point.labels[a].count)[0]

/** Which label the samples have that show an alert best, at its curve's largest size. */
export const labelOf = (alert, fit) => {
  const largest = fit.points.findLast(p => p.trials > 0)
  if (allLabels.includes(alert.subject)) return alert.subject
  return most(largest, alert.kind === 'unparsed-skew' ? ['UNPARSED', 'REFUSED'] : WRONG)
}
