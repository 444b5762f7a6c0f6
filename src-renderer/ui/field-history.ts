type Field = HTMLInputElement | HTMLTextAreaElement
type State = { readonly value: string; readonly from: number; readonly to: number }

/** What was typed in the field that has the cursor, since it has it. */
type FieldHistory = {
  readonly field: Field
  readonly states: readonly State[]
  /** The state that is shown. */
  readonly at: number
  /** How the last letter came; null where the next one begins a new step. */
  readonly run: string | null
}

const writtenTypes = new Set(['text', 'search', 'url', 'tel', 'email', 'password', 'number'])

/** Each holds the whole text of its field. */
const mostStates = 500

let history: FieldHistory | null = null
let stepping = false

/**
 * One rule for every text field: while something was typed in it since it got the cursor, undo and redo are the field's own.
 * Otherwise they are the lesson's, where one is open. The browser's own undo never comes: it has one history for all fields of
 * the page, so that it changes fields nobody is in. Returns what ends the watch.
 */
export function watchFieldHistory(): () => void {
  const ending = new AbortController()
  const options = { capture: true, signal: ending.signal }
  document.addEventListener('focusin', ({ target }) => begin(target), options)
  document.addEventListener('beforeinput', guard, options)
  document.addEventListener('input', note, options)
  window.addEventListener('keydown', press, options)
  return () => ending.abort()
}

/** Takes back what was typed last, or types it again; false where that is not the field's to do. */
export function stepField(direction: 'undo' | 'redo'): boolean {
  if (!history || history.field !== document.activeElement) return false
  const { field, states, at } = history
  const next = at + (direction === 'undo' ? -1 : 1)
  const state = states[next]
  // Written anew by the program since: what was typed before leads nowhere.
  if (!state || field.value !== states[at]?.value) return false
  history = { field, states, at: next, run: null }
  show(field, state, direction === 'undo' ? 'historyUndo' : 'historyRedo')
  return true
}

/** When the lesson took something back instead: what was typed before that is not typed again. */
export function forgetTyped(): void {
  if (history) begin(history.field)
}

function begin(target: EventTarget | null): void {
  history = isField(target) ? { field: target, states: [stateOf(target)], at: 0, run: null } : null
}

/** Before the field changes; also where the system's menu asks for an undo. */
function guard(event: InputEvent): void {
  if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
    event.preventDefault()
    stepField(event.inputType === 'historyUndo' ? 'undo' : 'redo')
    return
  }
  const { target } = event
  if (!isField(target)) return
  const shown = history?.field === target ? history.states[history.at] : undefined
  if (shown?.value !== target.value) begin(target)
  else if (history && (history.run === null || shown.from !== target.selectionStart || shown.to !== target.selectionEnd))
    // Where the cursor was before the first letter is where an undo puts it back.
    history = { ...history, states: history.states.with(history.at, stateOf(target)), run: null }
}

function note(event: Event): void {
  const { target } = event
  if (stepping || !isField(target)) return
  if (history?.field !== target) return begin(target)
  const { states, at, run } = history
  const inputType = event instanceof InputEvent ? event.inputType : ''
  const now = stateOf(target)
  // Letters one after the other are one step, as is a word that is deleted letter by letter.
  const goesOn = run === inputType && isTypedOn(inputType)
  const steps = [...states.slice(0, goesOn ? at : at + 1), now].slice(-mostStates)
  history = { field: target, states: steps, at: steps.length - 1, run: inputType }
}

function press(event: KeyboardEvent): void {
  const { target } = event
  if (event.defaultPrevented || event.isComposing || !isField(target)) return
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const key = event.key.toLowerCase()
  const direction = key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' && !event.shiftKey ? 'redo' : null
  if (!direction || !stepField(direction)) return
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** As if it were typed, so that whoever listens to the field hears of it. */
function show(field: Field, { value, from, to }: State, inputType: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  stepping = true
  try {
    // React has put its own setter on the field, which would hide the change from it.
    Reflect.set(prototype, 'value', value, field)
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }))
  } finally {
    stepping = false
  }
  if (field.selectionStart !== null) field.setSelectionRange(from, to)
}

function isTypedOn(inputType: string): boolean {
  return ['insertText', 'insertCompositionText', 'deleteContentBackward', 'deleteContentForward'].includes(inputType)
}

function stateOf(field: Field): State {
  const end = field.value.length
  return { value: field.value, from: field.selectionStart ?? end, to: field.selectionEnd ?? end }
}

function isField(target: EventTarget | null): target is Field {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && writtenTypes.has(target.type))
}
