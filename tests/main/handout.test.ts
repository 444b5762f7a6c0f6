import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { drawQrCode } from '#main/core/handout/draw-qr-code.ts'
import { setText } from '#main/core/handout/draw-text.ts'
import { paintChallengePoster } from '#main/core/handout/paint-poster.ts'
import { printBrief } from '#main/core/handout/print-brief.ts'
import { findWebAddress } from '#shared/challenge/web-address.ts'
import type { PlayerChallenge } from '#shared/quiz/player-lesson.ts'

const challenge: PlayerChallenge = {
  briefSrc: null,
  hook: 'Can you make a planet spin?',
  brief: 'Show how day and night come about.',
  modelMs: null,
  durationLimitMs: 45_000,
  steps: ['Find a lamp', 'Turn the ball'],
  materials: ['A lamp'],
  safetyNote: 'Lamps get hot.',
  rubric: [{ title: 'The explanation', levels: [{ label: 'Clear', description: '', points: 2 }] }],
  hashtag: '#spinning',
  deadline: '2027-05-31',
  teamSize: { min: 1, max: 3 },
  handIn: { what: 'One clip', where: 'https://school.example/hand-in, or by stick' },
  withoutFilming: 'Draw four pictures.',
}
const lesson = { title: 'Planets', language: 'en', authors: ['A. Teacher'] }

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

describe('the printed brief', () => {
  it('is a PDF of one page with its title, and the place to hand in to press', () => {
    const pdf = printBrief(challenge, lesson)
    const text = pdf.toString('latin1')
    expect(text.startsWith('%PDF-1.')).toBe(true)
    expect(pagesOf(pdf)).toBe(1)
    expect(text).toContain('Planets')
    expect(text).toContain('https://school.example/hand-in')
  })

  it('goes on over as many pages as it needs', () => {
    const steps = Array.from({ length: 120 }, (_, index) => `Step ${index + 1}: do what it takes, and then a little more of it`)
    expect(pagesOf(printBrief({ ...challenge, steps }, lesson))).toBeGreaterThanOrEqual(4)
  })

  it('is written in every language and survives any text', () => {
    for (const language of ['ar', 'de', 'ja', 'zz']) {
      const odd = { ...challenge, hook: '\u202e</x> 🌍 שלום 日本語', brief: 'a'.repeat(4000), rubric: [] }
      expect(pagesOf(printBrief(odd, { ...lesson, language, title: '<b>& ()\\' }))).toBeGreaterThan(0)
    }
  })
})

describe('the poster', () => {
  it('is upright and shows the picture of the film above the words', async () => {
    const film = createCanvas(360, 640)
    const context = film.getContext('2d')
    context.fillStyle = '#00ff00'
    context.fillRect(0, 0, 360, 640)
    const poster = await loadImage(await paintChallengePoster(challenge, lesson, film.toBuffer('image/png')))
    expect([poster.width, poster.height]).toEqual([1240, 1748])
    const seen = createCanvas(poster.width, poster.height).getContext('2d')
    seen.drawImage(poster, 0, 0)
    const [red = 0, green = 0, blue = 0] = seen.getImageData(620, 20, 1, 1).data
    expect(green).toBeGreaterThan(150)
    expect(Math.max(red, blue)).toBeLessThan(60)
    // The quiet zone of the QR code.
    expect([...seen.getImageData(96 + 6, 1748 - 96 - 6, 1, 1).data.slice(0, 3)].every((value) => value > 240)).toBe(true)
  })
})

describe('parts of a handout', () => {
  it('draws a QR code in black on white with a quiet zone', () => {
    const canvas = createCanvas(200, 200)
    const context = canvas.getContext('2d')
    drawQrCode(context, 'https://school.example', 0, 0, 200)
    const pixels = [...context.getImageData(0, 0, 200, 200).data].filter((_, index) => index % 4 === 0)
    expect(pixels.slice(0, 200 * 8).every((value) => value === 255)).toBe(true)
    const dark = pixels.filter((value) => value < 128).length / pixels.length
    expect(dark).toBeGreaterThan(0.2)
    expect(dark).toBeLessThan(0.6)
  })

  it('breaks text to its width', () => {
    const look = { sizePx: 20, weight: 400, colour: '#000000' }
    const { lines } = setText('one two three four five six seven', 120, look)
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(120)
  })

  it('finds the first web address in a text', () => {
    expect(findWebAddress('Go to https://a.example/x?y=1, or (http://b.example).')).toBe('https://a.example/x?y=1')
    expect(findWebAddress('in the box by the door; javascript:alert(1)')).toBeNull()
  })
})
