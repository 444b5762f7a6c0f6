import { Log } from 'node-av/lib'
import { AV_LOG_DEBUG, AV_LOG_FATAL } from 'node-av/constants'

/** Which language most of the sound is in, by what Whisper tells its log: the filter tells it nowhere else. */
export type LanguageWatch = { readonly language: string | null; close(): void }

/** whisper.cpp: "auto-detected language: en (p = 0.97)", once a window. */
const detected = /auto-detected language: ([a-z]{2,3}) \(p = (\d+(?:\.\d+)?)\)/u
/** whisper.cpp's own names, where they are not BCP 47. */
const tags: Readonly<Record<string, string>> = { jw: 'jv' }

export function listenForLanguage(): LanguageWatch {
  const certainty = new Map<string, number>()
  Log.setLevel(AV_LOG_DEBUG)
  Log.setCallback(
    (_level, message) => {
      const [, name, probability] = detected.exec(message) ?? []
      if (name === undefined) return
      const tag = tags[name] ?? name
      certainty.set(tag, (certainty.get(tag) ?? 0) + Number(probability))
    },
    { maxLevel: AV_LOG_DEBUG },
  )
  return {
    get language() {
      const [best] = [...certainty].toSorted(([, a], [, b]) => b - a)
      return best?.[0] ?? null
    },
    close() {
      Log.resetCallback()
      Log.setLevel(AV_LOG_FATAL)
    },
  }
}
