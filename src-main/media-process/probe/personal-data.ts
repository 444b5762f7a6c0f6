import type { FormatContext } from 'node-av/lib'
import { AVMEDIA_TYPE_DATA } from 'node-av/constants'

/** What a file tells about people and places beside picture and sound; none of it reaches an export. */
export type PersonalData = 'location' | 'device' | 'sensor-data'

const locationKeys = /location|gps|xyz|longitude|latitude/i
const deviceKeys = /^(make|model|artist|author|copyright|performer)|\.(make|model|author|software|manufacturer|version)$/i

/** Kinds of personal data in the tags of the file and its streams, and in tracks of measurements (as phones and action cameras write). */
export function readPersonalData(context: FormatContext): readonly PersonalData[] {
  const tags = [context.metadata, ...context.streams.map(({ metadata }) => metadata)]
  const keys = tags.flatMap((dictionary) => Object.keys(dictionary?.getAll() ?? {}))
  const kinds: PersonalData[] = []
  if (keys.some((key) => locationKeys.test(key))) kinds.push('location')
  if (keys.some((key) => deviceKeys.test(key))) kinds.push('device')
  if (context.streams.some(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_DATA)) kinds.push('sensor-data')
  return kinds
}
