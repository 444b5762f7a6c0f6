import { describe, expect, test } from 'vitest'
import { moveMarks } from '#shared/caption/move-marks.ts'
import { parseCaptionText } from '#shared/caption/parse-caption-text.ts'
import { millisecondsToTicks } from '#shared/time/ticks.ts'

const ms = millisecondsToTicks
const word = (text: string, from: number, to: number) => ({
  text,
  offsetTicks: ms(from),
  durationTicks: ms(to - from),
  confidence: null,
})

describe('TTML of others', () => {
  const document = (head: string, body: string): string =>
    `<?xml version="1.0"?>\n<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25"><tt:head>${head}</tt:head><tt:body begin="1s"><tt:div>${body}</tt:div></tt:body></tt:tt>`

  test('times within times, frames, named styles and regions', () => {
    const head =
      '<tt:styling><tt:style xml:id="a" tts:color="yellow"/><tt:style xml:id="b" style="a" tts:fontStyle="italic"/></tt:styling><tt:layout><tt:region xml:id="top" tts:origin="10% 5%" tts:extent="80% 20%" tts:displayAlign="before" tts:textAlign="center"/></tt:layout>'
    const body =
      '<tt:p begin="00:00:01:05" dur="2s" region="top">\n  plain <tt:span style="b">both</tt:span><tt:br/>line\n</tt:p><tt:p begin="4s" end="5s">next</tt:p>'
    expect(parseCaptionText(document(head, body), 'a.xml').cues).toEqual([
      {
        startTicks: ms(2200),
        endTicks: ms(4200),
        text: 'plain both\nline',
        placement: { line: 5, edge: 'top', position: 50, align: 'center' },
        marks: [
          { from: 6, to: 10, style: '#ffff00' },
          { from: 6, to: 10, style: 'italic' },
        ],
      },
      { startTicks: ms(5000), endTicks: ms(6000), text: 'next' },
    ])
  })

  test('spans with times are words', () => {
    const body =
      '<tt:p begin="0s" end="2s"><tt:span begin="0s" end="0.5s">Lava</tt:span> <tt:span begin="0.75s" end="2s">flows</tt:span></tt:p>'
    expect(parseCaptionText(document('', body), 'a.ttml').cues[0]?.words).toEqual([
      word('Lava', 0, 500),
      word('flows', 750, 2000),
    ])
  })

  test('entities of its own and files outside are not read', () => {
    const source =
      '<!DOCTYPE tt [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="0s" end="1s">x &a; &b;</p></div></body></tt>'
    const { cues, report } = parseCaptionText(source, 'a.ttml')
    expect(cues.map(({ text }) => text)).toEqual(['x &a; &b;'])
    expect(report.map(({ code }) => code)).toEqual(['xml-damaged'])
  })
})

describe('SubStation Alpha of others', () => {
  const script = (dialogues: string): string =>
    `[Script Info]\nPlayResX: 640\nPlayResY: 480\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, Bold, Italic, Underline, Alignment\nStyle: Default,Arial,20,&H0000FFFF,-1,0,0,2\nStyle: Sign,Arial,20,&H000000FF,0,0,0,8\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n${dialogues}`

  test("the look that most captions share is the file's; others keep what differs", () => {
    const source = script(
      'Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,Hello, {\\i1}you\nDialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,{\\pos(320,120)}there\\Nfriend\nDialogue: 0,0:00:05.00,0:00:06.00,Sign,,0,0,0,,STOP',
    )
    const { cues, report } = parseCaptionText(source, 'a.ass')
    expect(cues).toEqual([
      {
        startTicks: ms(1000),
        endTicks: ms(2000),
        text: 'Hello, you',
        speaker: 'Ann',
        marks: [{ from: 7, to: 10, style: 'italic' }],
      },
      {
        startTicks: ms(3000),
        endTicks: ms(4000),
        text: 'there\nfriend',
        placement: { line: 25, edge: 'bottom', position: 50, align: 'center' },
      },
      {
        startTicks: ms(5000),
        endTicks: ms(6000),
        text: 'STOP',
        placement: { line: 0, edge: 'top', position: 50, align: 'center' },
        marks: [{ from: 0, to: 4, style: '#ff0000' }],
      },
    ])
    expect(report.map(({ code }) => code)).toEqual(['look-dropped'])
  })

  test('karaoke is times of words', () => {
    const source = script('Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\k20}Hel{\\k10}lo {\\k30}you')
    expect(parseCaptionText(source, 'a.ass').cues[0]?.words).toEqual([word('Hello', 0, 300), word('you', 300, 600)])
  })
})

test('WebVTT: lines counted from the bottom, and boxes that are anchored otherwise than their text', () => {
  const source = (settings: string): string => `WEBVTT\n\n00:01.000 --> 00:02.000 ${settings}\nhi\n`
  const place = (settings: string) => parseCaptionText(source(settings), 'a.vtt').cues[0]?.placement
  expect(place('line:-1')).toEqual({ line: 100, edge: 'bottom', position: 50, align: 'center' })
  expect(place('position:10%,line-left size:40% align:center')).toEqual({
    line: null,
    edge: 'bottom',
    position: 30,
    align: 'center',
  })
  expect(place('region:constructor vertical:rl')).toBeUndefined()
})

test('marks follow a text that is corrected, and the parts of one that is divided', () => {
  const marks = [{ from: 5, to: 8, style: 'bold' as const }]
  expect(moveMarks(marks, 'lava hot rock', 'Wet lava hot rock')).toEqual([{ from: 9, to: 12, style: 'bold' }])
  expect(moveMarks(marks, 'lava hot rock', 'lava')).toEqual([])
  expect(moveMarks(marks, 'lava hot rock', 'hot rock')).toEqual([{ from: 0, to: 3, style: 'bold' }])
})
