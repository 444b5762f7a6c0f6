import { describe, expect, it } from 'vitest'
import { createLoudnessGate } from '#main/media-process/speech/loudness-gate.ts'
import { dropLoops, joinPieces, readPiece, type WhisperPiece } from '#main/media-process/speech/whisper-pieces.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { millisecondsToTicks } from '#shared/time/ticks.ts'

/** Pieces of a tenth of a second each; a word starts where a bar stands. */
function piecesOf(...texts: readonly (string | Uint8Array)[]): readonly WhisperPiece[] {
  return texts.map((text, index) => {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text
    const starts = bytes[0] === 0x7c
    return { startMs: index * 100, endMs: index * 100 + 100, bytes: starts ? bytes.subarray(1) : bytes, starts }
  })
}

const join = (...texts: readonly (string | Uint8Array)[]): readonly string[] =>
  joinPieces(piecesOf(...texts), (ms) => ms).map(({ text }) => text)

describe('the pieces that Whisper writes', () => {
  it('become whole words from the start of their first piece to the end of their last', () => {
    const words = joinPieces(piecesOf('|Pho', 'tos', 'ynth', 'esis', '|works', '.'), (ms) => ms + 1000)
    expect(words.map(({ text }) => text)).toEqual(['Photosynthesis', 'works.'])
    expect(words[0]).toMatchObject({
      startTicks: millisecondsToTicks(1000),
      endTicks: millisecondsToTicks(1400),
      confidence: null,
    })
    expect(words[1]?.endTicks).toBe(millisecondsToTicks(1600))
  })

  it('keep signs with the word that they belong to', () => {
    expect(join('|"', 'Stop', '!"', '|he', '|said', ',', '|twice', '.')).toEqual(['"Stop!"', 'he', 'said,', 'twice.'])
    expect(join('|¿', 'Qué', '|es', '?')).toEqual(['¿Qué', 'es?'])
    expect(join('|5', '0', '%', '|of', '|$', '20')).toEqual(['50%', 'of', '$20'])
    expect(join('|don', "'t", '|well', '-', 'known')).toEqual(["don't", 'well-known'])
  })

  it('put characters together again that lie in two pieces', () => {
    const [first, second] = [Buffer.from('|hä').subarray(0, 3), Buffer.concat([Buffer.from('ä').subarray(1), Buffer.from('lt')])]
    expect(join(first, second, '|an')).toEqual(['hält', 'an'])
    const moon = Buffer.from('月')
    expect(join(moon.subarray(0, 1), moon.subarray(1), 'は', '丸い', '。')).toEqual(['月', 'は', '丸い。'])
  })

  it('leave out what is no speech, but not what somebody says in brackets', () => {
    expect(join('|[', 'MUS', 'IC', ']')).toEqual([])
    expect(join('|(', 'app', 'lause', ')', '|Thanks', '|♪', '|[', 'BLANK', '_', 'AUDIO', ']')).toEqual(['Thanks'])
    expect(join('|(', 'soft', '|music', '|plays', ')', '|Hello')).toEqual(['Hello'])
    expect(join('|the', '|Moon', '|(', 'a', '|stone', ')')).toEqual(['the', 'Moon'])
    expect(join('|a', '|(', 'b', '|c', '|d', '|e', '|f', '|g', '|h', ')')).toHaveLength(8)
  })

  it('are read as they are written, also where a word holds quotation marks', () => {
    const line = Buffer.from('{"start":120,"end":340,"text":"\u001Fso-called "moon""}')
    const piece = readPiece(line, true)
    expect(piece).toMatchObject({ startMs: 120, endMs: 340, starts: true })
    expect(Buffer.from(piece?.bytes ?? []).toString()).toBe('so-called "moon"')
    expect(readPiece(Buffer.from('{"start":120,"en'), true)).toBeNull()
    expect(readPiece(Buffer.alloc(0), true)).toBeNull()
  })
})

describe('words that repeat themselves', () => {
  const said = (text: string): readonly SpokenWord[] =>
    text.split(' ').map((word, index) => ({
      text: word,
      startTicks: millisecondsToTicks(index),
      endTicks: millisecondsToTicks(index + 1),
      confidence: null,
    }))
  const kept = (text: string): string =>
    dropLoops(said(text))
      .map((word) => word.text)
      .join(' ')

  it('are taken for what they are from the fifth time on', () => {
    expect(kept('and so on and so on, and so on and so on and so on end')).toBe('and so on end')
    expect(kept('go go go go go go away')).toBe('go away')
    expect(kept('no no no no that is wrong')).toBe('no no no no that is wrong')
    expect(kept('one two three four five')).toBe('one two three four five')
  })
})

describe('the gate of silence', () => {
  const tone = (seconds: number, level: number): Float32Array =>
    Float32Array.from({ length: seconds * 96_000 }, (_, index) => Math.sin(index / 20) * level)
  const pairs = (...parts: readonly Float32Array[]): Float32Array => Float32Array.from(parts.flatMap((part) => [...part]))

  it('stays shut for silence and for what is far below the voice', () => {
    const find = createLoudnessGate()
    expect(find(tone(2, 0))).toBeNull()
    expect(find(tone(2, 0.0005))).toBeNull()
    expect(find(tone(2, 0.3))).not.toBeNull()
    expect(find(tone(2, 0.001))).toBeNull()
  })

  it('tells where something can be heard, with room around it', () => {
    const found = createLoudnessGate()(pairs(tone(3, 0), tone(1, 0.3), tone(3, 0)))
    expect(found).toMatchObject({ from: 2.5 * 48_000, to: 4.5 * 48_000 })
    expect(found?.isLoud(3.2, 3.4)).toBe(true)
    expect(found?.isLoud(0.5, 1)).toBe(false)
    expect(found?.isLoud(5.5, 6)).toBe(false)
  })
})
