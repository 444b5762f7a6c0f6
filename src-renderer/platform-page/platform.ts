import { studioOrigin } from '#shared/ipc/channel-names.ts'
import type { ScormCall, TrialLaunch, TrialNotice, TrialOrder, TrialValues } from '#shared/ipc/trial-messages.ts'
import { createTalkLimit } from '#shared/trial/talk-limit.ts'
import { offerScorm, withdrawScorm, type ScormPlatform } from './scorm-platform.ts'

/** A learning platform of one page: the studio outside, the lesson of a stranger inside, of whose origin it is. */
const tell = (notice: TrialNotice): void => window.parent.postMessage(notice, studioOrigin)

/** A lesson in a loop makes thousands of calls a second: the studio need not hear all of them. */
const [burst, perSecond] = [500, 100]
const talk = createTalkLimit(burst, perSecond)
let toldMissed = false

const storedDelayMs = 100
let stored: TrialValues | null = null

const keptPollMs = 400
/** What a hostile page keeps beyond that is not shown. */
const [mostKept, longestKept] = [100, 50_000]
const leftPath = '/left'

let platform: ScormPlatform | null = null
let lesson: HTMLIFrameElement | null = null
let shownKept = ''

function frame(): HTMLIFrameElement {
  if (lesson) return lesson
  lesson = document.createElement('iframe')
  lesson.title = 'Lesson'
  lesson.allow = 'autoplay'
  lesson.addEventListener('load', hearLoad)
  document.body.append(lesson)
  return lesson
}

function tellCall(call: ScormCall): void {
  if (talk.hears(performance.now())) return tell({ kind: 'call', call })
  if (!toldMissed) tell({ kind: 'missed' })
  toldMissed = true
}

/** What is kept is told once for all savings that follow each other closely. */
function holdStored(values: TrialValues): void {
  if (stored === null) setTimeout(tellStored, storedDelayMs)
  stored = values
}

function tellStored(): void {
  if (stored !== null) tell({ kind: 'stored', values: stored })
  stored = null
}

function hearLoad(): void {
  try {
    const inside = lesson?.contentWindow
    if (inside?.location.pathname === leftPath) {
      tellStored()
      tell({ kind: 'left' })
    }
    inside?.addEventListener('keydown', hearKey)
    if (inside) hideBars(inside)
  } catch (error) {
    // The lesson went where it may not be looked at.
    void error
  }
}

/** Phones and tablets show no bars where something scrolls. */
function hideBars(inside: Window): void {
  const Sheet = Reflect.get(inside, 'CSSStyleSheet') as typeof CSSStyleSheet
  const sheet = new Sheet()
  sheet.replaceSync('@media (max-width: 1100px) { * { scrollbar-width: none; } }')
  inside.document.adoptedStyleSheets = [...inside.document.adoptedStyleSheets, sheet]
}

/** The way out for the keyboard; a lesson that takes the key for itself keeps it. */
function hearKey({ key, defaultPrevented }: KeyboardEvent): void {
  if (key === 'Escape' && !defaultPrevented) tell({ kind: 'escape' })
}

function launch(order: TrialLaunch): void {
  withdrawScorm()
  const { api } = order
  toldMissed = false
  stored = null
  if (order.stored === null) forget()
  platform = api === null ? null : offerScorm({ ...order, api }, { onCall: tellCall, onStored: holdStored })
  shownKept = ''
  frame().src = order.address
}

/** A new learner has a new browser. */
function forget(): void {
  localStorage.clear()
  sessionStorage.clear()
  void indexedDB.databases().then((found) => found.forEach(({ name }) => name !== undefined && indexedDB.deleteDatabase(name)))
}

function tellKept(): void {
  const entries = Object.entries(localStorage).slice(0, mostKept)
  const values = Object.fromEntries(entries.map(([name, value]) => [name.slice(0, 300), String(value).slice(0, longestKept)]))
  const now = JSON.stringify(values)
  if (now === shownKept) return
  shownKept = now
  tell({ kind: 'kept', values })
}

window.addEventListener('message', ({ source, origin, data }: MessageEvent<TrialOrder>) => {
  if (source !== window.parent || origin !== studioOrigin) return
  if (data.kind === 'launch') launch(data)
  else if (data.kind === 'leave') frame().src = leftPath
  else platform?.setConnection(data.connection)
})
setInterval(tellKept, keptPollMs)
window.addEventListener('DOMContentLoaded', () => tell({ kind: 'ready' }))
