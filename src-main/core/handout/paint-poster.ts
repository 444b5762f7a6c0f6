import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { findWebAddress } from '#shared/challenge/web-address.ts'
import type { PrintedLesson } from '#shared/package/printed-lesson.ts'
import { handoutWords } from '#shared/package/handout-words.ts'
import { textDirection } from '#shared/package/language.ts'
import type { PlayerChallenge } from '#shared/quiz/player-lesson.ts'
import { describeFacts } from './describe-facts.ts'
import { drawQrCode } from './draw-qr-code.ts'
import { drawText, setText } from './draw-text.ts'

/** Prints on A5 at 220 dots an inch, and fits a phone's screen. */
const size = { width: 1240, height: 1748, margin: 96 } as const
const inner = size.width - 2 * size.margin
const codeSide = 330

/** An upright JPEG that invites to a challenge: a picture of its film, its hook, and where to take part as a QR code. */
export async function paintChallengePoster(challenge: PlayerChallenge, lesson: PrintedLesson, film: Buffer): Promise<Buffer> {
  const canvas = createCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  const picture = await loadImage(film)
  const scale = Math.max(size.width / picture.width, size.height / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  context.drawImage(picture, (size.width - width) / 2, (size.height - height) / 2, width, height)
  const address = findWebAddress(challenge.handIn.where)
  const mirrored = textDirection(lesson.language) === 'rtl'
  const hook = challenge.hook === '' ? lesson.title : challenge.hook
  const words = setText(hook, inner, { sizePx: hook.length > 60 ? 84 : 112, weight: 800, colour: '#ffffff', lineHeight: 1.08 })
  const title = challenge.hook === '' ? null : setText(lesson.title, inner, { sizePx: 42, weight: 600, colour: '#d5dbe6' })
  const facts = setText(describeFacts(challenge, lesson.language).join('  ·  '), inner, {
    sizePx: 38,
    weight: 600,
    colour: '#ffd27a',
  })
  const wordsHeight = facts.height + words.height + 36 + (title === null ? 0 : title.height + 20)
  const codeHeight = address === null ? 0 : codeSide + 72
  shadeBelow(context, size.height - size.margin - codeHeight - wordsHeight)

  let bottom = size.height - size.margin
  if (address !== null) {
    const side = codeSide
    const codeX = mirrored ? size.width - size.margin - side : size.margin
    drawQrCode(context, address, codeX, bottom - side, side)
    const wordsWidth = inner - side - 48
    const scan = setText(handoutWords(lesson.language).scan, wordsWidth, {
      sizePx: 52,
      weight: 700,
      colour: '#ffffff',
      lineHeight: 1.2,
    })
    const where = setText(address, wordsWidth, { sizePx: 30, weight: 500, colour: '#d5dbe6' })
    const x = mirrored ? size.margin : codeX + side + 48
    const top = bottom - side + (side - scan.height - where.height - 12) / 2
    drawText(context, scan, { x, y: top, mirrored })
    drawText(context, where, { x, y: top + scan.height + 12, mirrored })
    bottom -= side + 72
  }
  bottom -= facts.height
  drawText(context, facts, { x: size.margin, y: bottom, mirrored })
  bottom -= words.height + 36
  drawText(context, words, { x: size.margin, y: bottom, mirrored })
  if (title !== null) drawText(context, title, { x: size.margin, y: bottom - title.height - 20, mirrored })
  return canvas.encode('jpeg', 90)
}

/** So dark behind the words that a title in the film does not show through them. */
function shadeBelow(context: SKRSContext2D, top: number): void {
  const shade = context.createLinearGradient(0, 0, 0, size.height)
  const start = Math.max(0.02, (top - 40) / size.height)
  shade.addColorStop(0, 'rgba(10, 14, 22, 0.1)')
  shade.addColorStop(start / 2, 'rgba(10, 14, 22, 0.3)')
  shade.addColorStop(start, 'rgba(10, 14, 22, 0.95)')
  shade.addColorStop(1, 'rgba(10, 14, 22, 0.98)')
  context.fillStyle = shade
  context.fillRect(0, 0, size.width, size.height)
}
