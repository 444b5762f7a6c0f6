import { parse } from 'ass-compiler'
import type { CaptionPlacement } from '../../../project/schema/text.ts'
import { secondsToTicks, ticks, type Ticks } from '../../../time/ticks.ts'
import type { NoteCounter } from '../../note-counter.ts'
import type { RawCue } from '../../repair-cue-times.ts'
import { mostCommon } from '../most-common.ts'
import { keypadPlacement, percent } from '../placements.ts'
import { joinRuns, type MarkStyle, type StyledRun } from '../styled-text.ts'

type Script = ReturnType<typeof parse>
type Dialogue = Script['events']['dialogue'][number]
type Fragment = Dialogue['Text']['parsed'][number]
type Base = { readonly styles: readonly MarkStyle[]; readonly key: number }

/** A longer line is no caption, and the library needs the square of its length where brackets are left open. */
const longestLine = 20_000
const usualFormat = 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text'
/** SubStation counts hundredths of a second. */
export const subStationGrid = 1200
/** What scripts that name no size are drawn at (Aegisub, libass). */
const usualSize = { width: 384, height: 288 }

/** The dialogue of a SubStation Alpha script (.ass, .ssa). What most captions have in common is the script's look, not theirs. */
export function readSubStation(lines: readonly string[], notes: NoteCounter): readonly RawCue[] {
  const { source, dialogueLines, isOld } = prepare(lines, notes)
  const script = parse(source)
  const written = readBases(script, isOld)
  const looks = script.events.dialogue.map(({ Style }) => baseOf(written, Style).styles.join(' '))
  const look = new Set((mostCommon(looks) ?? '').split(' '))
  if (written.size > 0) notes.count('look-dropped', 1)
  const own = ({ styles, key }: Base): Base => ({ key, styles: styles.filter((style) => !look.has(style)) })
  const bases = new Map([...written].map(([name, base]) => [name, own(base)]))
  const size = {
    width: sizeOf(script.info['PlayResX'], usualSize.width),
    height: sizeOf(script.info['PlayResY'], usualSize.height),
  }
  return script.events.dialogue.flatMap((dialogue, index): readonly RawCue[] => {
    const line = dialogueLines[index] ?? 1
    return readDialogue(dialogue, { ...baseOf(bases, dialogue.Style), line, size, bases }, notes)
  })
}

type Prepared = { readonly source: string; readonly dialogueLines: readonly number[]; readonly isOld: boolean }

/** Only what the library needs: fonts and pictures are left out, a missing list of fields is put back. */
function prepare(lines: readonly string[], notes: NoteCounter): Prepared {
  const [info, styles, dialogues]: [string[], string[], string[]] = [[], [], []]
  const dialogueLines: number[] = []
  let [styleFormat, eventFormat, inStyles, isOld] = ['', '', false, false]
  lines.forEach((written, index) => {
    const line = written.trim()
    if (line.length > longestLine) return void notes.count('line-too-long', index + 1)
    if (line.startsWith('[')) inStyles = /^\[V4\+? Styles\]/i.test(line)
    if (/^\[V4 Styles\]/i.test(line)) isOld = true
    if (/^PlayRes[XY]\s*:/i.test(line)) info.push(line)
    else if (/^Format\s*:.*\bText\b/i.test(line)) eventFormat = line
    else if (/^Format\s*:.*\bFontname\b/i.test(line)) styleFormat = line
    else if (inStyles && /^Style\s*:/i.test(line)) styles.push(line)
    else if (/^Dialogue\s*:/i.test(line)) {
      dialogues.push(protectBraces(line))
      dialogueLines.push(index + 1)
    }
  })
  if (eventFormat === '' && dialogues.length > 0) notes.add({ code: 'fields-missing', params: {} })
  const event = /\bStart\b.*\bEnd\b/i.test(eventFormat) ? eventFormat : usualFormat
  const sections = [
    '[Script Info]',
    ...info,
    '[V4+ Styles]',
    ...(styleFormat === '' ? [] : [styleFormat, ...styles]),
    '[Events]',
    event,
  ]
  return { source: [...sections, ...dialogues].join('\n'), dialogueLines, isOld }
}

const [openBrace, closeBrace] = ['\u0001', '\u0002']

/** Escaped braces, and those that nothing closes, are letters; the library does not know them. */
function protectBraces(line: string): string {
  // oxlint-disable-next-line no-control-regex
  const bare = line.replace(/[\u0000-\u0008]/g, '').replace(/[\u2028\u2029]/g, '\\N')
  const known = bare.replaceAll('\\{', openBrace).replaceAll('\\}', closeBrace)
  const last = known.lastIndexOf('}') + 1
  return known.slice(0, last) + known.slice(last).replaceAll('{', openBrace)
}

const plain: Base = { styles: [], key: 2 }

function readBases({ styles }: Script, isOld: boolean): ReadonlyMap<string, Base> {
  return new Map(
    styles.style.map((style) => {
      const set: MarkStyle[] = []
      if (isOn(style.Bold)) set.push('bold')
      if (isOn(style.Italic)) set.push('italic')
      if (isOn(style.Underline)) set.push('underline')
      const colour = readBlueGreenRed(style.PrimaryColour ?? '')
      if (colour !== null && colour !== '#ffffff') set.push(colour)
      const written = Number(style.Alignment)
      return [style.Name ?? '', { styles: set, key: isOld ? fromOldKey(written) : written }]
    }),
  )
}

/** -1 is on; what is no number is off. */
function isOn(value: string | undefined): boolean {
  const number = Number(value ?? 0)
  return Number.isFinite(number) && number !== 0
}

function baseOf(bases: ReadonlyMap<string, Base>, name: string | undefined): Base {
  return bases.get(name ?? '') ?? bases.get((name ?? '').replace(/^\*/, '')) ?? bases.get('Default') ?? plain
}

/** SubStation 4 counts 1 to 3 at the bottom, 5 to 7 at the top and 9 to 11 in the middle. */
function fromOldKey(key: number): number {
  if (key >= 9) return key - 5
  return key >= 5 ? key + 2 : key
}

/** `&H00BBGGRR`, or the same as a decimal number. */
function readBlueGreenRed(value: string): `#${string}` | null {
  const hex = /^&?H?([0-9a-f]{1,8})&?$/i.exec(value.trim())?.[1]
  if (hex === undefined) return null
  const number = /^\d+$/.test(value.trim()) ? Number(value) : Number.parseInt(hex, 16)
  const parts = [number & 255, (number >> 8) & 255, (number >> 16) & 255]
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

function sizeOf(value: string | undefined, usual: number): number {
  const size = Number(value)
  return size > 0 && size < 100_000 ? size : usual
}

type Context = {
  readonly line: number
  readonly styles: readonly MarkStyle[]
  readonly key: number
  readonly size: { readonly width: number; readonly height: number }
  readonly bases: ReadonlyMap<string, Base>
}

function readDialogue(dialogue: Dialogue, context: Context, notes: NoteCounter): readonly RawCue[] {
  const { line } = context
  const startTicks = readTime(dialogue.Start)
  if (startTicks === null) {
    notes.count('times-impossible', line)
    return []
  }
  const state = new DialogueState(context)
  const runs = (dialogue.Text?.parsed ?? []).map((fragment) => state.take(fragment))
  const joined = joinRuns(runs, subStationGrid)
  if (joined.text === '') {
    notes.count('empty-dropped', line)
    return []
  }
  if (state.dropped || dialogue.Effect) notes.count('formatting-dropped', line)
  const speaker = readLetters(dialogue.Name ?? '').trim()
  const placement = state.placement()
  return [{ ...joined, line, startTicks, endTicks: readTime(dialogue.End), speaker: speaker === '' ? null : speaker, placement }]
}

const longestSeconds = 360_000

function readTime(seconds: number): Ticks | null {
  return Number.isFinite(seconds) && seconds >= 0 && seconds < longestSeconds ? secondsToTicks(seconds) : null
}

class DialogueState {
  readonly #context: Context
  #styles: ReadonlySet<MarkStyle>
  #key: number
  #point: readonly [number, number] | null = null
  #clock = 0
  dropped = false

  constructor(context: Context) {
    this.#context = context
    this.#styles = new Set(context.styles)
    this.#key = context.key
  }

  take({ tags, text, drawing }: Fragment): StyledRun {
    let lengthCentiseconds: number | null = null
    for (const tag of tags) {
      const length = tag.k ?? tag.K ?? tag.kf ?? tag.ko
      // The library makes no number of `\k2x`.
      if (length !== undefined) lengthCentiseconds = (lengthCentiseconds ?? 0) + Math.max(0, Math.min(length || 0, 1e6))
      else this.#apply(tag)
    }
    if (drawing.length > 0) this.dropped = true
    const run = { text: readLetters(text), styles: [...this.#styles] }
    if (lengthCentiseconds === null) return run
    const startTicks = ticks(Math.round(this.#clock) * subStationGrid)
    this.#clock += lengthCentiseconds
    return { ...run, startTicks, endTicks: ticks(Math.round(this.#clock) * subStationGrid) }
  }

  #apply(tag: Fragment['tags'][number]): void {
    const { b, i, u, c1, an, a, pos, r, ...others } = tag
    if (b !== undefined) this.#set('bold', b === 1 || b >= 700)
    if (i !== undefined) this.#set('italic', i === 1)
    if (u !== undefined) this.#set('underline', u === 1)
    if (an !== undefined) this.#key = an
    else if (a !== undefined) this.#key = fromOldKey(a)
    if (pos?.length === 2) this.#point = [pos[0] ?? 0, pos[1] ?? 0]
    if (c1 !== undefined) {
      const without = [...this.#styles].filter((style) => !style.startsWith('#'))
      const colour = c1 ? readBlueGreenRed(`&H${c1}`) : null
      this.#styles = new Set(colour === null || colour === '#ffffff' ? without : [...without, colour])
    }
    if (r !== undefined) this.#styles = new Set(r === '' ? this.#context.styles : baseOf(this.#context.bases, r).styles)
    if (Object.keys(others).some((name) => name !== 'p' && name !== 'q')) this.dropped = true
  }

  #set(style: MarkStyle, on: boolean): void {
    const styles = new Set(this.#styles)
    if (on) styles.add(style)
    else styles.delete(style)
    this.#styles = styles
  }

  placement(): CaptionPlacement | undefined {
    const named = keypadPlacement(this.#key)
    if (this.#point === null) return named
    const [x, y] = this.#point
    const { width, height } = this.#context.size
    if (!Number.isFinite(x) || !Number.isFinite(y)) return named
    const { edge, align } = named ?? { edge: 'bottom', align: 'center' }
    return { line: percent((y / height) * 100), edge, position: percent((x / width) * 100), align }
  }
}

/** `\N` begins a line, `\h` is a space that does not break; our writer sets letters behind a backslash apart. */
function readLetters(text: string): string {
  return text
    .replace(/\\[Nn]/g, '\n')
    .replaceAll('\\h', '\u00a0')
    .replaceAll('\\\u2060', '\\')
    .replaceAll(openBrace, '{')
    .replaceAll(closeBrace, '}')
}
