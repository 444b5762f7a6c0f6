import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright'

/** One call of the lesson, or `refused` and the call with the error of the platform. */
export type Call = readonly [method: string, ...args: string[]]

export type PlatformSettings = {
  /** Per cent. */
  readonly masteryScore?: number
  readonly apiDelayMs?: number
}

const packageOf = { scorm12: 'scorm-again/scorm12/min', scorm2004: 'scorm-again/scorm2004/min' } as const
export type Edition = keyof typeof packageOf

const readScript = (edition: Edition): Promise<string> =>
  readFile(createRequire(import.meta.url).resolve(packageOf[edition]), 'utf8')

/** The page of a platform that plays `index.html` beside it. */
export async function platformPage(edition: Edition, settings: PlatformSettings = {}): Promise<string> {
  const script = await readScript(edition)
  return edition === 'scorm12' ? platform12(script, settings) : platform2004(script, settings)
}

/**
 * A platform: scorm-again as the API, every call written down, and what it stores carried to the next launch in
 * sessionStorage, as a database would; without a network it refuses to store. The lesson runs in a frame, as on most platforms.
 */
function platform12(script: string, settings: PlatformSettings): string {
  return `<!doctype html><title>Platform</title><link rel="icon" href="data:,"><script>${script}</script><script>
    window.calls = []
    const api = new Scorm12API({ autocommit: false, logLevel: 5 })
    const stored = JSON.parse(sessionStorage.getItem('stored') || 'null')
    if (stored) {
      const resumed = stored.cmi.core.exit === 'suspend'
      api.loadFromJSON({ cmi: { ...stored.cmi, interactions: undefined, core: { ...stored.cmi.core, entry: resumed ? 'resume' : '', session_time: undefined, exit: undefined }, suspend_data: resumed ? stored.cmi.suspend_data : '' } })
    }
    ${settings.masteryScore === undefined ? '' : `api.cmi.student_data.mastery_score = '${settings.masteryScore}'`}
    const recorded = {}
    for (const name of ['LMSInitialize', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSFinish', 'LMSGetLastError'])
      recorded[name] = (...args) => {
        const lost = (name === 'LMSCommit' || name === 'LMSFinish') && !navigator.onLine
        const result = lost ? 'false' : String(api[name](...args))
        if (name !== 'LMSGetValue') window.calls.push([name, ...args.map(String)])
        if (result === 'false') window.calls.push(['refused', name, ...args.map(String), api.LMSGetLastError()])
        if (!lost && (name === 'LMSCommit' || name === 'LMSFinish')) sessionStorage.setItem('stored', JSON.stringify({ cmi: JSON.parse(JSON.stringify(api.cmi)) }))
        return result
      }
    setTimeout(() => { window.API = recorded }, ${settings.apiDelayMs ?? 0})
    window.platformStatus = () => ({ lesson_status: api.cmi.core.lesson_status, raw: api.cmi.core.score.raw })
  </script>${lessonFrame}`
}

/** The same for SCORM 2004: what is set is written down, and what is stored is what the API was told at its last commit. */
function platform2004(script: string, settings: PlatformSettings): string {
  const mark = settings.masteryScore
  return `<!doctype html><title>Platform</title><link rel="icon" href="data:,"><script>${script}</script><script>
    window.calls = []
    const api = new Scorm2004API({ autocommit: false, logLevel: 5 })
    const stored = JSON.parse(sessionStorage.getItem('stored') || 'null')
    if (stored) api.loadFromJSON({ cmi: { ...stored, interactions: undefined, entry: stored.exit === 'suspend' ? 'resume' : '', exit: undefined, session_time: undefined, suspend_data: stored.exit === 'suspend' ? stored.suspend_data : '' } })
    ${mark === undefined ? '' : `api.cmi.scaled_passing_score = '${mark / 100}'`}
    const kept = stored || {}
    const recorded = {}
    for (const name of ['Initialize', 'GetValue', 'SetValue', 'Commit', 'Terminate', 'GetLastError'])
      recorded[name] = (...args) => {
        const lost = (name === 'Commit' || name === 'Terminate') && !navigator.onLine
        const result = lost ? 'false' : String(api[name](...args))
        if (name !== 'GetValue') window.calls.push([name, ...args.map(String)])
        if (result === 'false') window.calls.push(['refused', name, ...args.map(String), api.GetLastError()])
        const [, top, ...rest] = name === 'SetValue' ? args[0].split('.') : []
        if (top && top !== 'interactions' && result === 'true') {
          if (rest.length > 0) kept[top] = { ...kept[top], [rest[0]]: args[1] }
          else kept[top] = args[1]
        }
        if (!lost && (name === 'Commit' || name === 'Terminate')) sessionStorage.setItem('stored', JSON.stringify(kept))
        return result
      }
    setTimeout(() => { window.API_1484_11 = recorded }, ${settings.apiDelayMs ?? 0})
    window.platformStatus = () => ({ completion: api.cmi.completion_status, success: api.cmi.success_status, scaled: api.cmi.score.scaled, progress: api.cmi.progress_measure })
  </script>${lessonFrame}`
}

const lessonFrame =
  '<iframe id="lesson" src="index.html" style="position:fixed;inset:0;border:0;width:100%;height:100%" allow="fullscreen; autoplay"></iframe>'

export const callsOf = (page: Page): Promise<Call[]> => page.evaluate(() => Reflect.get(window, 'calls') as Call[])
