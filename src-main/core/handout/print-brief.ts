import { PDFDocument, type SKRSContext2D } from '@napi-rs/canvas'
import { findWebAddress } from '#shared/challenge/web-address.ts'
import { pageWords } from '#shared/package/common-cartridge/page-words.ts'
import type { PrintedLesson } from '#shared/package/printed-lesson.ts'
import { handoutWords } from '#shared/package/handout-words.ts'
import { textDirection } from '#shared/package/language.ts'
import type { PlayerChallenge } from '#shared/quiz/player-lesson.ts'
import { judgedCriteria, selfAssessment } from '#shared/quiz/self-assessment.ts'
import { drawQrCode } from './draw-qr-code.ts'
import { describeFacts } from './describe-facts.ts'
import { drawText, setText, type SetText, type TextLook } from './draw-text.ts'

/** ISO A4 in points of 1/72 inch. */
const paper = { width: 595.28, height: 841.89, margin: 51 } as const
const inner = paper.width - 2 * paper.margin
const colours = {
  ink: '#14181d',
  soft: '#4a5563',
  line: '#b9c1cc',
  accent: '#1d4ed8',
  sunken: '#f1f4f8',
  warm: '#fdf1e3',
} as const

const looks = {
  title: { sizePx: 25, weight: 700, colour: colours.ink, lineHeight: 1.2 },
  hook: { sizePx: 15, weight: 600, colour: colours.accent },
  heading: { sizePx: 12, weight: 700, colour: colours.ink },
  body: { sizePx: 11, weight: 400, colour: colours.ink, lineHeight: 1.45 },
  strong: { sizePx: 11, weight: 600, colour: colours.ink },
  small: { sizePx: 9.5, weight: 500, colour: colours.soft },
} as const satisfies Readonly<Record<string, TextLook>>

/** The challenge on A4, to tick and to judge by pen. Letters are letters: they can be searched and copied. */
export function printBrief(challenge: PlayerChallenge, lesson: PrintedLesson): Buffer {
  const brief = new Brief(lesson)
  brief.print(challenge)
  return brief.close()
}

/** A page has the whole context; its declaration leaves out pictures and links. */
function beginPage(pdf: PDFDocument): SKRSContext2D {
  return pdf.beginPage(paper.width, paper.height) as SKRSContext2D
}

class Brief {
  private readonly pdf: PDFDocument
  private readonly lesson: PrintedLesson
  private readonly isMirrored: boolean
  private context: SKRSContext2D
  private y: number = paper.margin

  constructor(lesson: PrintedLesson) {
    this.lesson = lesson
    this.isMirrored = textDirection(lesson.language) === 'rtl'
    this.pdf = new PDFDocument({ title: lesson.title, author: lesson.authors.join(', '), creator: 'Tidbit Studio' })
    this.context = beginPage(this.pdf)
  }

  print(challenge: PlayerChallenge): void {
    const { words } = pageWords(this.lesson.language)
    const { hook, brief, steps, materials, safetyNote, handIn, withoutFilming } = challenge
    this.paragraph(words.challenge, looks.small, 0)
    this.paragraph(this.lesson.title, looks.title, 4)
    this.paragraph(hook, looks.hook, 8)
    this.paragraph(describeFacts(challenge, this.lesson.language).join('  ·  '), looks.small, 8)
    this.paragraph(brief, looks.body, 12)
    this.list(words.steps, steps, true)
    this.list(words.materials, materials, false)
    if (safetyNote !== '') this.box(words.safety, safetyNote)
    this.handIn(words.handIn, handIn)
    if (withoutFilming !== '') this.section(words.withoutFilming, withoutFilming)
    this.rubric(words.rubric, challenge)
  }

  close(): Buffer {
    this.pdf.endPage()
    return this.pdf.close()
  }

  /** Begins a page where what follows would not fit; more than a page goes on over its edge. */
  private reserve(height: number): void {
    if (this.y === paper.margin || this.y + height <= paper.height - paper.margin) return
    this.pdf.endPage()
    this.context = beginPage(this.pdf)
    this.y = paper.margin
  }

  /** The left edge of a box that begins `from` points after the edge where reading begins. */
  private left(from: number, width: number): number {
    return this.isMirrored ? paper.width - paper.margin - from - width : paper.margin + from
  }

  private draw(text: SetText, from: number, y: number): void {
    drawText(this.context, text, { x: this.left(from, text.width), y, mirrored: this.isMirrored })
  }

  private paragraph(text: string, look: TextLook, above: number): void {
    if (text === '') return
    for (const part of text.split(/\r?\n/).filter((line) => line.trim() !== '')) {
      const set = setText(part, inner, look)
      this.reserve(above + set.height)
      this.draw(set, 0, this.y + above)
      this.y += above + set.height
    }
  }

  private heading(text: string, below: number): void {
    const set = setText(text, inner, looks.heading)
    this.reserve(20 + set.height + below)
    this.draw(set, 0, this.y + 20)
    this.y += 20 + set.height + 4
  }

  private section(title: string, text: string): void {
    this.heading(title, setText(text, inner, looks.body).height)
    this.paragraph(text, looks.body, 0)
  }

  /** With a square to tick, or a dot. */
  private list(title: string, items: readonly string[], ticked: boolean): void {
    if (items.length === 0) return
    this.heading(title, 24)
    for (const item of items) {
      const set = setText(item, inner - 24, looks.body)
      const height = Math.max(set.height, 18) + 4
      this.reserve(height)
      const { context } = this
      if (ticked) {
        context.strokeStyle = colours.soft
        context.lineWidth = 1
        context.strokeRect(this.left(0.5, 12), this.y + 2.5, 12, 12)
      } else {
        context.fillStyle = colours.accent
        context.beginPath()
        context.arc(this.left(4, 4) + 2, this.y + 8, 2, 0, 2 * Math.PI)
        context.fill()
      }
      this.draw(set, 24, this.y)
      this.y += height
    }
  }

  private box(title: string, text: string): void {
    const head = setText(title, inner - 28, looks.heading)
    const body = setText(text, inner - 28, looks.body)
    const height = head.height + body.height + 26
    this.reserve(height + 16)
    this.y += 16
    this.context.fillStyle = colours.warm
    this.context.beginPath()
    this.context.roundRect(paper.margin, this.y, inner, height, 8)
    this.context.fill()
    this.draw(head, 14, this.y + 11)
    this.draw(body, 14, this.y + 14 + head.height)
    this.y += height
  }

  private handIn(title: string, { what, where }: PlayerChallenge['handIn']): void {
    const text = [what, where].filter((line) => line !== '').join('\n')
    if (text === '') return
    const address = findWebAddress(where)
    const side = 92
    const set = setText(text, address === null ? inner : inner - side - 16, looks.body)
    const height = Math.max(set.height, address === null ? 0 : side)
    this.heading(title, height)
    this.draw(set, 0, this.y)
    if (address !== null) {
      const x = this.left(inner - side, side)
      drawQrCode(this.context, address, x, this.y, side)
      this.context.annotateLinkUrl(x, this.y, x + side, this.y + side, address)
    }
    this.y += height
  }

  private rubric(title: string, challenge: PlayerChallenge): void {
    const criteria = judgedCriteria(challenge)
    if (criteria.length === 0) return
    const { points, yourPoints } = handoutWords(this.lesson.language)
    const number = new Intl.NumberFormat(this.lesson.language, { maximumFractionDigits: 2 })
    this.heading(title, 80)
    for (const { title: name, levels } of criteria) {
      const head = setText(name, inner - 20, looks.strong)
      const rows = levels.map(({ label, description, points: worth }) => ({
        text: setText([label, description].filter((part) => part !== '').join(': '), inner - 110, looks.body),
        worth: setText(points(number.format(worth)), 60, looks.small),
      }))
      this.reserve(head.height + 12 + (rows[0]?.text.height ?? 0) + 10)
      if (head.height > 0) {
        this.context.fillStyle = colours.sunken
        this.context.fillRect(paper.margin, this.y, inner, head.height + 8)
        this.draw(head, 10, this.y + 4)
        this.y += head.height + 8
      }
      for (const { text, worth } of rows) {
        const height = Math.max(text.height, 18) + 10
        this.reserve(height)
        this.context.strokeStyle = colours.soft
        this.context.lineWidth = 1
        this.context.strokeRect(this.left(10.5, 12), this.y + 7.5, 12, 12)
        this.draw(text, 34, this.y + 5)
        // At the edge where lines end.
        drawText(this.context, worth, { x: this.left(inner - 70, 60), y: this.y + 7, mirrored: !this.isMirrored })
        this.y += height
        this.rule()
      }
      this.y += 8
    }
    const possible = selfAssessment(challenge)?.points ?? 0
    if (possible > 0) this.paragraph(`${yourPoints}: ______ / ${number.format(possible)}`, looks.strong, 4)
  }

  private rule(): void {
    this.context.fillStyle = colours.line
    this.context.fillRect(paper.margin, this.y, inner, 0.6)
  }
}
