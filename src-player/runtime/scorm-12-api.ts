/** The SCORM 1.2 API of a platform, called so that nothing it does can stop the lesson. */
export type Scorm12Api = {
  readonly initialise: () => boolean
  readonly get: (name: string) => string
  readonly set: (name: string, value: string) => boolean
  readonly commit: () => boolean
  readonly finish: () => boolean
}

type ApiMethod = 'LMSInitialize' | 'LMSGetValue' | 'LMSSetValue' | 'LMSCommit' | 'LMSFinish'

/** Far deeper than any platform nests its frames; a chain that bites its own tail ends. */
const maxDepth = 50

/** Looks for `API` in this window, its parents, and the window that opened it with its parents; null where there is none. */
export function findScorm12Api(start: Window): Scorm12Api | null {
  const found =
    searchParents(start) ?? searchParents(readWindow(() => start.opener)) ?? searchParents(readWindow(() => start.top?.opener))
  return found === null ? null : wrapApi(found)
}

function searchParents(start: Window | null): object | null {
  let current = start
  for (let depth = 0; current !== null && depth < maxDepth; depth += 1) {
    const api = readApi(current)
    if (api) return api
    const here: Window = current
    const parent = readWindow(() => here.parent)
    current = parent === here ? null : parent
  }
  return null
}

/** Windows of other sites throw when touched. */
function readApi(candidate: Window): object | null {
  try {
    const api: unknown = Reflect.get(candidate, 'API')
    const usable = (typeof api === 'object' || typeof api === 'function') && api !== null && 'LMSInitialize' in api
    return usable ? api : null
  } catch {
    return null
  }
}

function readWindow(read: () => unknown): Window | null {
  try {
    const found = read()
    return typeof found === 'object' && found !== null ? (found as Window) : null
  } catch {
    return null
  }
}

function wrapApi(api: object): Scorm12Api {
  const call = (method: ApiMethod, ...args: string[]): string => {
    try {
      const implementation: unknown = Reflect.get(api, method)
      return typeof implementation === 'function' ? String(Reflect.apply(implementation, api, args) ?? '') : ''
    } catch {
      return ''
    }
  }
  return {
    // Some platforms initialise on their own and refuse to do it twice, yet answer.
    initialise: () => call('LMSInitialize', '') === 'true' || call('LMSGetValue', 'cmi.core.lesson_status') !== '',
    get: (name) => {
      const value = call('LMSGetValue', name)
      return value === 'null' || value === 'undefined' ? '' : value
    },
    set: (name, value) => call('LMSSetValue', name, value) === 'true',
    commit: () => call('LMSCommit', '') === 'true',
    finish: () => call('LMSFinish', '') === 'true',
  }
}
