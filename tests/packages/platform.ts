import type { Page } from 'playwright'

/** One call of the lesson, or `refused` and the call with the error of the platform. */
export type Call = readonly [method: string, ...args: string[]]

/**
 * A platform: scorm-again as the API, every call written down, and what it stores carried to the next launch in
 * sessionStorage, as a database would. The lesson runs in a frame, as on most platforms.
 */
export function platformPage(
  script: string,
  settings: { readonly masteryScore?: number; readonly apiDelayMs?: number } = {},
): string {
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
        const result = String(api[name](...args))
        if (name !== 'LMSGetValue') window.calls.push([name, ...args.map(String)])
        if (result === 'false') window.calls.push(['refused', name, ...args.map(String), api.LMSGetLastError()])
        if (name === 'LMSCommit' || name === 'LMSFinish') sessionStorage.setItem('stored', JSON.stringify({ cmi: JSON.parse(JSON.stringify(api.cmi)) }))
        return result
      }
    setTimeout(() => { window.API = recorded }, ${settings.apiDelayMs ?? 0})
    window.platformStatus = () => ({ lesson_status: api.cmi.core.lesson_status, raw: api.cmi.core.score.raw })
  </script><iframe id="lesson" src="index.html" style="position:fixed;inset:0;border:0;width:100%;height:100%" allow="fullscreen; autoplay"></iframe>`
}

export const callsOf = (page: Page): Promise<Call[]> => page.evaluate(() => Reflect.get(window, 'calls') as Call[])
