import { subtractTicks, ticks, zeroTicks, type Ticks } from '../../../time/ticks.ts'
import type { NoteCounter } from '../../note-counter.ts'
import type { RawCue } from '../../repair-cue-times.ts'
import { mostCommon } from '../most-common.ts'
import { isRightToLeft, joinRuns, type StyledRun } from '../styled-text.ts'
import { readXml, type XmlElement } from '../xml.ts'
import { lookOf, placeInRegion, resolveStyles, stylesOf, type Look, type Region, type StyleSheet } from './styles.ts'
import { readTimeRates, readTtmlTime, type TimeRates } from './time.ts'

/** Whether a text begins like a TTML document, whatever its name is. */
export function looksLikeTimedText(opening: string): boolean {
  return /<(?:[\w-]{1,20}:)?tt[\s>]/.test(opening) && /^\s*<[?!a-z]/i.test(opening)
}

type Place = { readonly look: Look; readonly region: Region | undefined; readonly agent: string; readonly preserved: boolean }

type Paragraph = Place & {
  readonly element: XmlElement
  readonly startTicks: Ticks
  readonly endTicks: Ticks | null
}

type Reading = {
  readonly sheet: StyleSheet
  readonly rates: TimeRates
  readonly agents: ReadonlyMap<string, string>
  readonly notes: NoteCounter
}

/** The captions of TTML 1 and 2, IMSC and what names itself so: `p` elements with the times of all that holds them. */
export function readTimedText(source: string, notes: NoteCounter): readonly RawCue[] {
  const document = readXml(source)
  if (!document) return []
  const { root, damaged } = document
  if (damaged) notes.add({ code: 'xml-damaged', params: {} })
  const reading = { notes, rates: readTimeRates(root.attributes), ...readHead(root) }
  const paragraphs: Paragraph[] = []
  const start = { look: {}, region: undefined, agent: '', preserved: root.attributes.get('space') === 'preserve' }
  for (const body of elementsOf(root, 'body'))
    collect(body, { ...start, startTicks: zeroTicks, endTicks: null }, reading, paragraphs)
  const looks = paragraphs.map(({ look }) => stylesOf(look).join(' '))
  const shared = mostCommon(looks) ?? ''
  if (shared !== '') notes.count('look-dropped', 1)
  return paragraphs.flatMap((paragraph) => readParagraph(paragraph, shared, reading))
}

function elementsOf({ children }: XmlElement, name?: string): readonly XmlElement[] {
  return children.flatMap((child) => (typeof child !== 'string' && (name === undefined || child.name === name) ? [child] : []))
}

function addDescendants(element: XmlElement, found: XmlElement[]): readonly XmlElement[] {
  for (const child of elementsOf(element)) {
    found.push(child)
    addDescendants(child, found)
  }
  return found
}

function readHead(root: XmlElement): Pick<Reading, 'sheet' | 'agents'> {
  const all = elementsOf(root, 'head').flatMap((head) => addDescendants(head, []))
  const styleElements = all.filter(({ name }) => name === 'style')
  const byId = new Map(styleElements.map((element) => [element.attributes.get('id') ?? '', element]))
  const styles = resolveStyles(styleElements)
  const regions = new Map<string, Region>()
  const agents = new Map<string, string>()
  const extent = /^(\d{1,6})px\s+(\d{1,6})px$/.exec(root.attributes.get('extent')?.trim() ?? '')
  for (const element of all) {
    const id = element.attributes.get('id') ?? ''
    if (element.name === 'region') regions.set(id, readRegion(element, byId, styles))
    if (element.name === 'agent') agents.set(id, elementsOf(element, 'name').map(plainText).join(' ').trim() || id)
  }
  const [width, height] = [Number(extent?.[1] ?? 0), Number(extent?.[2] ?? 0)]
  return { sheet: { styles, regions, width: width || 1920, height: height || 1080 }, agents }
}

function readRegion(element: XmlElement, byId: ReadonlyMap<string, XmlElement>, styles: StyleSheet['styles']): Region {
  const named = (element.attributes.get('style') ?? '').split(/\s+/).flatMap((name) => byId.get(name) ?? [])
  const parts = [...named.slice(0, 20), ...elementsOf(element, 'style'), element]
  return {
    attributes: new Map(parts.flatMap(({ attributes }) => [...attributes])),
    look: Object.assign({}, ...parts.map((part) => lookOf(part, styles))),
  }
}

function plainText({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? child : plainText(child))).join('')
}

type Times = { readonly startTicks: Ticks; readonly endTicks: Ticks | null }

/** Times count from the start of what holds an element (parallel time containment). */
function timesOf({ attributes, line }: XmlElement, outer: Times, { rates, notes }: Reading): Times | null {
  const read = (name: string): Ticks | null => {
    const value = attributes.get(name)
    return value === undefined ? null : (readTtmlTime(value, rates) ?? impossible)
  }
  const impossible = ticks(-1)
  const [begin, end, length] = [read('begin'), read('end'), read('dur')]
  if (begin === impossible || end === impossible || length === impossible) {
    notes.count('times-impossible', line)
    return null
  }
  const startTicks = ticks(outer.startTicks + (begin ?? 0))
  const ends = [end === null ? null : outer.startTicks + end, length === null ? null : startTicks + length, outer.endTicks]
  const known = ends.filter((each) => each !== null)
  return { startTicks, endTicks: known.length === 0 ? null : ticks(Math.min(...known)) }
}

function placeOf(element: XmlElement, outer: Place, { sheet, agents }: Reading): Place {
  const { attributes } = element
  const space = attributes.get('space')
  return {
    look: { ...outer.look, ...lookOf(element, sheet.styles) },
    region: sheet.regions.get(attributes.get('region') ?? '') ?? outer.region,
    agent: agents.get(attributes.get('agent') ?? '') ?? outer.agent,
    preserved: space === undefined ? outer.preserved : space === 'preserve',
  }
}

function collect(element: XmlElement, outer: Place & Times, reading: Reading, found: Paragraph[]): void {
  const times = timesOf(element, outer, reading)
  if (!times) return
  const here = { ...placeOf(element, outer, reading), ...times }
  if (element.name === 'p') found.push({ ...here, element })
  else for (const child of elementsOf(element)) collect(child, here, reading, found)
}

function readParagraph(paragraph: Paragraph, shared: string, reading: Reading): readonly RawCue[] {
  const { element, startTicks, endTicks, agent, region } = paragraph
  const { notes, sheet } = reading
  const { line } = element
  const own = new Set(shared.split(' '))
  const runs: StyledRun[] = []
  readRuns(element, paragraph, startTicks, reading, runs)
  const joined = joinRuns(runs.map((run) => ({ ...run, styles: run.styles.filter((style) => !own.has(style)) })))
  // Without any time a paragraph is no caption.
  const timed = runs.filter((run) => run.startTicks !== undefined)
  const hasTimes = element.attributes.has('begin') || startTicks > 0 || endTicks !== null || timed.length > 0
  if (joined.text === '' || !hasTimes) {
    notes.count(hasTimes ? 'empty-dropped' : 'times-impossible', line)
    return []
  }
  const place = region && placeInRegion(region, paragraph.look.align, isRightToLeft(joined.text), sheet)
  const last = timed.reduce((latest, run) => Math.max(latest, run.endTicks ?? 0), 0)
  const end = endTicks ?? (last > 0 ? ticks(startTicks + last) : null)
  return [{ ...joined, line, startTicks, endTicks: end, speaker: agent === '' ? null : agent, placement: place }]
}

/** `base` is the start of the caption, from which the times of words count. */
function readRuns(element: XmlElement, outer: Place & Times, base: Ticks, reading: Reading, runs: StyledRun[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') {
      const text = outer.preserved ? child : child.replace(/[ \t\r\n]+/g, ' ')
      const last = runs.at(-1)?.text ?? ''
      const isDoubled = !outer.preserved && text.startsWith(' ') && /[ \n]$/.test(last)
      runs.push({ text: isDoubled ? text.slice(1) : text, styles: stylesOf(outer.look) })
    } else if (child.name === 'br') runs.push({ text: '\n', styles: stylesOf(outer.look) })
    else if (child.name === 'span') readSpan(child, outer, base, reading, runs)
    else if (child.name !== 'metadata' && child.name !== 'set') reading.notes.count('formatting-dropped', child.line)
  }
}

function readSpan(span: XmlElement, outer: Place & Times, base: Ticks, reading: Reading, runs: StyledRun[]): void {
  const times = timesOf(span, outer, reading)
  if (!times) return
  if (span.attributes.has('ruby')) reading.notes.count('formatting-dropped', span.line)
  const from = runs.length
  readRuns(span, { ...placeOf(span, outer, reading), ...times }, base, reading, runs)
  const word = wordTimes(span, times, base, reading)
  const first = runs[from]
  if (!word || !first) return
  runs[from] = { ...first, ...word }
  // What follows behind the span is no part of the word.
  runs.push({ text: '', styles: [], startTicks: word.endTicks ?? word.startTicks, endTicks: word.endTicks })
}

/** Of a span that has times itself, or those that our writer puts beside it because a timed span would hide its words. */
function wordTimes(
  { attributes }: XmlElement,
  times: Times,
  base: Ticks,
  { rates }: Reading,
): Pick<StyledRun, 'startTicks' | 'endTicks'> | null {
  const [begin, end] = [
    readTtmlTime(attributes.get('wordBegin') ?? '', rates),
    readTtmlTime(attributes.get('wordEnd') ?? '', rates),
  ]
  if (begin !== null && end !== null) return { startTicks: begin, endTicks: end }
  if (!attributes.has('begin')) return null
  const since = (instant: Ticks): Ticks => ticks(Math.max(0, subtractTicks(instant, base)))
  return { startTicks: since(times.startTicks), endTicks: times.endTicks === null ? undefined : since(times.endTicks) }
}
