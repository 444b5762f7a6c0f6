import { formatVttTimestamp } from '../../../time/timecode.ts'
import { addTicks } from '../../../time/ticks.ts'
import type { ImportedCue } from '../../imported-captions.ts'
import { cutSegments, oneLine, textLines, type MarkStyle, type Segment } from '../styled-text.ts'
import { escapeXml } from '../xml.ts'
import { regionOf } from './styles.ts'

/** Where captions stand that have no place of their own. */
const usualRegion = 'tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after" tts:textAlign="center"'

/** A document of the text profile of IMSC 1.1. `language` is a BCP 47 tag. */
export function writeTimedText(cues: readonly ImportedCue[], language: string): string {
  const regions = new Map<string, string>()
  const agents = new Map<string, string>()
  const paragraphs = cues.map((cue) => writeCue(cue, regions, agents))
  const named = [...agents].map(
    ([name, id]) =>
      `      <ttm:agent xml:id="${id}" type="person"><ttm:name type="full">${escapeXml(name)}</ttm:name></ttm:agent>\n`,
  )
  const metadata = agents.size === 0 ? '' : `    <metadata>\n${named.join('')}    </metadata>\n`
  const placed = [...regions].map(([attributes, id]) => `      <region xml:id="${id}" ${attributes}/>\n`)
  return `<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:words="urn:tidbit-studio:words" xml:lang="${escapeXml(oneLine(language))}" ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text" ttp:timeBase="media">
  <head>
${metadata}    <styling>
      <style xml:id="usual" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:color="white"/>
    </styling>
    <layout>
      <region xml:id="usual-place" ${usualRegion}/>
${placed.join('')}    </layout>
  </head>
  <body style="usual" region="usual-place">
    <div>
${paragraphs.join('')}    </div>
  </body>
</tt>
`
}

function idOf(known: Map<string, string>, value: string, prefix: string): string {
  const id = known.get(value) ?? `${prefix}${known.size + 1}`
  known.set(value, id)
  return id
}

function writeCue(cue: ImportedCue, regions: Map<string, string>, agents: Map<string, string>): string {
  const { startTicks, endTicks, placement, marks, words } = cue
  const speaker = oneLine(cue.speaker ?? '')
  const lines = textLines(cue.text).join('\n')
  const place = placement ? ` region="${idOf(regions, regionOf(placement), 'place-')}"` : ''
  const agent = speaker === '' ? '' : ` ttm:agent="${idOf(agents, speaker, 'speaker-')}"`
  const body = writeText(cutSegments(lines, lines === cue.text ? marks : [], words), cue)
  const times = `begin="${formatVttTimestamp(startTicks)}" end="${formatVttTimestamp(endTicks)}"`
  return `      <p ${times}${place}${agent} xml:space="preserve">${body}</p>\n`
}

/** Times of words are attributes of our own: a span with times shows for those only, one word at a time. */
function writeText(segments: readonly Segment[], { words = [] }: ImportedCue): string {
  let written = ''
  let open = false
  for (const { text, styles, startsWord, wordIndex } of segments) {
    const word = startsWord === null ? undefined : words[startsWord]
    if (open && (wordIndex === null || word)) {
      written += '</span>'
      open = false
    }
    if (word) {
      const end = addTicks(word.offsetTicks, word.durationTicks)
      written += `<span words:wordBegin="${formatVttTimestamp(word.offsetTicks)}" words:wordEnd="${formatVttTimestamp(end)}">`
      open = true
    }
    const body = text.split('\n').map(escapeXml).join('<br/>')
    written += styles.length === 0 ? body : `<span${styles.map(writeStyle).join('')}>${body}</span>`
  }
  return open ? `${written}</span>` : written
}

function writeStyle(style: MarkStyle): string {
  if (style === 'bold') return ' tts:fontWeight="bold"'
  if (style === 'italic') return ' tts:fontStyle="italic"'
  if (style === 'underline') return ' tts:textDecoration="underline"'
  return ` tts:color="${style}"`
}
