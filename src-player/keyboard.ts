export type Command =
  | 'toggle-play'
  | 'back-5'
  | 'forward-5'
  | 'back-10'
  | 'forward-10'
  | 'louder'
  | 'quieter'
  | 'captions'
  | 'mute'
  | 'fullscreen'
  | 'transcript'
  | 'start'
  | 'end'
  | 'escape'

const commands: Readonly<Record<string, Command>> = {
  ' ': 'toggle-play',
  k: 'toggle-play',
  j: 'back-10',
  l: 'forward-10',
  ArrowLeft: 'back-5',
  ArrowRight: 'forward-5',
  ArrowUp: 'louder',
  ArrowDown: 'quieter',
  c: 'captions',
  m: 'mute',
  f: 'fullscreen',
  t: 'transcript',
  Home: 'start',
  End: 'end',
  Escape: 'escape',
}

/** As the slider runs. */
const mirroredCommands: Readonly<Record<string, Command>> = { ...commands, ArrowLeft: 'forward-5', ArrowRight: 'back-5' }

/** What a key means for the video, or null where it belongs to the element that has the focus. */
export function commandForKey(event: KeyboardEvent, shortcutsOn: boolean, direction: 'ltr' | 'rtl'): Command | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.defaultPrevented) return null
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const command = (direction === 'rtl' ? mirroredCommands : commands)[key] ?? null
  if (command === null || command === 'escape') return command
  const target = event.target
  // In a panel they scroll what is read there.
  if (/^Arrow|^Home$|^End$|^ $/.test(key) && target instanceof Element && target.closest('.tb-panel')) return null
  if (target instanceof HTMLInputElement) {
    // Letters do nothing in a slider or a radio button of their own, so they stay commands there.
    if (target.type === 'text' || key.length > 1 || key === ' ') return null
  } else if (target instanceof HTMLButtonElement && key === ' ') return null
  return shortcutsOn || key.length > 1 ? command : null
}
