/** The run-time API of a platform, called so that nothing it does can stop the lesson. */
export type ScormApi = {
  readonly initialise: () => boolean
  readonly get: (name: string) => string
  readonly set: (name: string, value: string) => boolean
  readonly commit: () => boolean
  readonly finish: () => boolean
}

/** What an edition of the standard calls the API and its functions. */
export type ScormApiNames = {
  readonly object: string
  readonly initialise: string
  readonly get: string
  readonly set: string
  readonly commit: string
  readonly finish: string
  /** An element that has a value as soon as the API is initialised. */
  readonly status: string
}

/** Far deeper than any platform nests its frames; a chain that bites its own tail ends. */
const maxDepth = 50

/** Looks for the API in this window, its parents, and the window that opened it with its parents; null where there is none. */
export function findScormApi(start: Window, names: ScormApiNames): ScormApi | null {
  const search = (from: Window | null) => searchParents(from, names)
  const found = search(start) ?? search(readWindow(() => start.opener)) ?? search(readWindow(() => start.top?.opener))
  return found === null ? null : wrapApi(found, names)
}

function searchParents(start: Window | null, names: ScormApiNames): object | null {
  let current = start
  for (let depth = 0; current !== null && depth < maxDepth; depth += 1) {
    const api = readApi(current, names)
    if (api) return api
    const here: Window = current
    const parent = readWindow(() => here.parent)
    current = parent === here ? null : parent
  }
  return null
}

/** Windows of other sites throw when touched. */
function readApi(candidate: Window, { object, initialise }: ScormApiNames): object | null {
  try {
    const api: unknown = Reflect.get(candidate, object)
    const usable = (typeof api === 'object' || typeof api === 'function') && api !== null && initialise in api
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

function wrapApi(api: object, names: ScormApiNames): ScormApi {
  const call = (method: string, ...args: string[]): string => {
    try {
      const implementation: unknown = Reflect.get(api, method)
      return typeof implementation === 'function' ? String(Reflect.apply(implementation, api, args) ?? '') : ''
    } catch {
      return ''
    }
  }
  return {
    // Some platforms initialise on their own and refuse to do it twice, yet answer.
    initialise: () => call(names.initialise, '') === 'true' || call(names.get, names.status) !== '',
    get: (name) => {
      const value = call(names.get, name)
      return value === 'null' || value === 'undefined' ? '' : value
    },
    set: (name, value) => call(names.set, name, value) === 'true',
    commit: () => call(names.commit, '') === 'true',
    finish: () => call(names.finish, '') === 'true',
  }
}
