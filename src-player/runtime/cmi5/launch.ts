import type { XapiObject } from '#shared/quiz/xapi.ts'

/** What a platform says in the address with which it launches a lesson (cmi5 8.1). */
export type Launch = {
  readonly endpoint: string
  readonly fetchUrl: string
  readonly actor: XapiObject
  readonly registration: string
  readonly activityId: string
}

/** Null where the page was not launched by a platform. */
export function readLaunch(search: string): Launch | null {
  const asked = new URLSearchParams(search)
  const [endpoint, fetchUrl, actor, registration, activityId] = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'].map(
    (name) => asked.get(name) ?? '',
  )
  if (!endpoint || !fetchUrl || !actor || !registration || !activityId) return null
  try {
    const parsed: unknown = JSON.parse(actor)
    if (typeof parsed !== 'object' || parsed === null) return null
    return {
      endpoint: endpoint.endsWith('/') ? endpoint : `${endpoint}/`,
      fetchUrl,
      actor: parsed as XapiObject,
      registration,
      activityId,
    }
  } catch {
    return null
  }
}

/** What the platform left in the state `LMS.LaunchData` (cmi5 10.2), as far as it matters here. */
export type LaunchData = {
  readonly contextTemplate: XapiObject
  /** In Browse and Review nothing is scored and nothing kept. */
  readonly isNormal: boolean
  /** 0 to 1; null where the platform set none. */
  readonly masteryScore: number | null
  readonly returnUrl: string | null
}

/** Null where it is no launch data. */
export function parseLaunchData(text: string): LaunchData | null {
  try {
    const data: unknown = JSON.parse(text)
    if (typeof data !== 'object' || data === null) return null
    const { contextTemplate, launchMode, masteryScore, returnURL } = data as Readonly<Record<string, unknown>>
    return {
      contextTemplate: typeof contextTemplate === 'object' && contextTemplate !== null ? (contextTemplate as XapiObject) : {},
      isNormal: launchMode !== 'Browse' && launchMode !== 'Review',
      masteryScore: typeof masteryScore === 'number' ? masteryScore : null,
      returnUrl: typeof returnURL === 'string' && /^https?:/i.test(returnURL) ? returnURL : null,
    }
  } catch {
    return null
  }
}
