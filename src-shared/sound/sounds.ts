import { ticks, ticksPerSecond, type Ticks } from '../time/ticks.ts'
import type { Asset } from '../project/schema/asset.ts'
import { soundLines } from './tables/sounds.ts'

export const musicMoods = [
  'calm',
  'bright',
  'focus',
  'playful',
  'documentary',
  'lo-fi',
  'upbeat',
  'suspense',
  'ambient',
  'acoustic',
] as const
export type MusicMood = (typeof musicMoods)[number]

export const soundGroups = ['answers', 'attention', 'moves', 'time', 'things', 'people'] as const
export type SoundGroup = (typeof soundGroups)[number]

type Shipped = {
  /** Of its file in resources/sounds. */
  readonly id: string
  readonly title: string
  /** Of the whole file. */
  readonly lengthTicks: Ticks
  readonly sha256: string
  readonly byteLength: number
  /** How loud it is along its length: columns from 0 to 1. */
  readonly peaks: readonly number[]
  /** Lower-case words that find it, its title among them. */
  readonly words: string
}

/** Music that ships with the product. It can follow itself without a seam; behind its end the file goes on with its beginning. */
export type Music = Shipped & {
  readonly kind: 'music'
  readonly mood: MusicMood
  readonly bpm: number
  readonly beatsPerBar: number
  readonly beats: number
  readonly key: string
  /** After which it begins anew. */
  readonly loopTicks: Ticks
}
export type ShortSound = Shipped & { readonly kind: 'sound'; readonly group: SoundGroup }
export type ShippedSound = Music | ShortSound

const samplesPerSecond = 48_000
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function readLine(line: string): ShippedSound {
  const [
    kind,
    id = '',
    title = '',
    category = '',
    bpm,
    perBar,
    beats,
    key = '',
    samples,
    tags = '',
    sha256 = '',
    bytes,
    drawn = '',
  ] = line.split('|')
  const shipped: Shipped = {
    id,
    title,
    lengthTicks: ticks(Math.round((Number(samples) * ticksPerSecond) / samplesPerSecond)),
    sha256,
    byteLength: Number(bytes),
    peaks: [...drawn].map((digit) => digits.indexOf(digit) / 63),
    words: `${title} ${category} ${tags}`.toLowerCase(),
  }
  const mood = musicMoods.find((known) => known === category)
  const group = soundGroups.find((known) => known === category)
  if (kind === 'music' && mood) {
    const loopTicks = ticks(Math.round((Number(beats) * 60 * ticksPerSecond) / Number(bpm)))
    return { ...shipped, kind, mood, bpm: Number(bpm), beatsPerBar: Number(perBar), beats: Number(beats), key, loopTicks }
  }
  if (kind === 'sound' && group) return { ...shipped, kind, group }
  throw new Error(`The table of sounds is damaged at ${id}`)
}

/** All of them, in the order they are shown. */
export const shippedSounds: readonly ShippedSound[] = soundLines
  .trim()
  .split('\n')
  .filter((line) => line !== '')
  .map(readLine)

export const shippedMusic: readonly Music[] = shippedSounds.filter((sound) => sound.kind === 'music')
export const shortSounds: readonly ShortSound[] = shippedSounds.filter((sound) => sound.kind === 'sound')

const bySha256 = new Map(shippedSounds.map((sound) => [sound.sha256, sound]))

/** The shipped sound that an asset is, by its content; null for any other. */
export function shippedSoundOf({ sha256 }: Pick<Asset, 'sha256'>): ShippedSound | null {
  return bySha256.get(sha256) ?? null
}

/** After which music begins anew; null for a short sound, which plays once, and for what has no length. */
export function loopTicksOf(asset: Pick<Asset, 'sha256' | 'interpretation'>): Ticks | null {
  const shipped = shippedSoundOf(asset)
  if (shipped) return shipped.kind === 'music' ? shipped.loopTicks : null
  return asset.interpretation?.durationTicks ?? null
}

/** What is written down for each of them: free for everything, no name needed. */
export const shippedLicence: Asset['licence'] = { spdx: 'CC0-1.0', attribution: 'Tidbit Studio', sourceUrl: '' }

/** Those that have every word that was typed, or begin with it. */
export function findSounds<S extends ShippedSound>(sounds: readonly S[], query: string): readonly S[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return sounds.filter(({ words }) => wanted.every((word) => ` ${words}`.includes(` ${word}`)))
}
