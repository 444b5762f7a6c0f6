import { parseCaptions } from '#main/core/captions-import/parse-captions.ts'
import { captionFormatNames, captionFormats } from '#shared/caption/formats/caption-formats.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { describeCaptionNote } from '#shared/messages/caption-notes.ts'
import { createRandom, mutate } from './mutate.ts'

/** What became of one damaged caption file. */
export type CaptionOutcome = {
  readonly seed: number
  readonly format: string
  /** "read", or the code of the one error it gave. */
  readonly result: string
  readonly milliseconds: number
  /** Broken promises, in words; none when all is well. */
  readonly broken: readonly string[]
}

const samples: Readonly<Record<string, string>> = {
  vtt: 'WEBVTT\n\nSTYLE\n::cue(.a) { color: #ff0000 }\n\n00:01.000 --> 00:02.500 line:10%,start position:20% align:left\n<v Ann>Lava <c.a>is</c> <00:01.800><b>hot</b>\n\nNOTE x\n\n00:03.000 --> 00:04.000\nשלום 今日は 👩‍👩‍👧\n',
  srt: '1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>Lava</i> is <font color="#ff0000">hot</font>\n\n2\n00:00:03,000 --> 00:00:04,000\nשלום 今日は 👩‍👩‍👧\n',
  ass: '[Script Info]\nPlayResX: 1280\nPlayResY: 720\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Alignment\nStyle: Default,Arial,48,&H00FFFFFF,-1,0,2\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.50,Default,Ann,0,0,0,,{\\pos(100,200)\\i1}Lava{\\i0} {\\k20}is {\\k30}{\\c&H0000FF&}hot\nDialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,שלום\\N今日は {\\t(0,500,\\fscx120)}!\n',
  ttml: '<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en"><head><styling><style xml:id="s" tts:color="red"/></styling><layout><region xml:id="r" tts:origin="10% 10%" tts:extent="50% 20%"/></layout></head><body><div><p begin="1s" end="00:00:02.500" region="r"><span style="s">Lava</span> is<br/>hot &amp; new</p><p begin="3s" dur="1s">שלום 今日は</p></div></body></tt>',
  txt: 'Ann: Lava is hot. It flows downhill and cools.\n\nBen: Basalt is dark.\n',
}
const hostile = [
  '-->',
  '<',
  '{\\',
  '&#',
  ']]>',
  '\u0000',
  '\ufeff',
  '<b>',
  '00:00:00.000 --> ',
  '\n\n',
  '%',
  '"',
  '\\N',
  '{',
  '<span>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
]

/** Damages a caption file by `seed`, by bytes or by putting in what formats take for their own, and reads and writes what is left. */
export function fuzzCaptionsOnce(seed: number): CaptionOutcome {
  const random = createRandom(seed)
  const names = Object.keys(samples)
  const format = names[random.below(names.length)] ?? 'vtt'
  let text = samples[format] ?? ''
  for (let count = random.below(4); count > 0; count -= 1) {
    const at = random.below(text.length)
    text =
      text.slice(0, at) +
      (hostile[random.below(hostile.length)] ?? '').repeat(1 + random.below(3)) +
      text.slice(at + random.below(4))
  }
  const bytes = random.below(2) === 0 ? Buffer.from(text) : mutate(Buffer.from(text.repeat(1 + random.below(3))), random).bytes
  const broken: string[] = []
  const started = performance.now()
  let result = 'read'
  try {
    const { cues, report } = parseCaptions(bytes, `a.${format}`)
    if (report.some((note) => /undefined|NaN/.test(describeCaptionNote(note)))) broken.push('a note without its numbers')
    if (cues.length === 0) broken.push('no captions and no error')
    for (const { startTicks, endTicks, text: words, marks = [] } of cues) {
      if (!(endTicks > startTicks && startTicks >= 0) || words.trim() === '') broken.push('an impossible caption')
      if (marks.some(({ from, to }) => from >= to || to > words.length)) broken.push('a mark outside its text')
    }
    for (const name of captionFormatNames) captionFormats[name].write(cues, { language: 'en', title: 'x' })
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code.startsWith('captions.')) result = thrown.code
    else broken.push(`threw ${String(thrown)}`)
  }
  return { seed, format, result, milliseconds: Math.round(performance.now() - started), broken }
}
