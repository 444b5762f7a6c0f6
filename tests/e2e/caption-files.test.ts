import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCaptionText } from '#shared/caption/parse-caption-text.ts'
import { captionExport } from '#shared/messages/ui/caption-export.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findViolations } from './find-violations.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'

const words = text.captions
let studio: Studio
let page: Page
let folder = ''

const source = `WEBVTT

STYLE
::cue(.warm) { color: #ffcc00 }

00:00:00.500 --> 00:00:01.500 line:10%,start position:30% align:left
<v Ann>Lava is <b>hot</b>

00:00:02.000 --> 00:00:03.500
<c.warm>Basalt</c> <00:00:02.800>is dark
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-caption-files-'))
  await makeClip(join(folder, 'clip.mp4'), 6)
  await writeFile(join(folder, 'placed.vtt'), source)
  studio = await launchStudio()
  page = studio.page
  await answerDialogs('clip.mp4')
  await button(text.library.empty.choose).click()
  await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().waitFor()
  await page.getByRole('tab', { name: words.title }).click()
  await answerDialogs('placed.vtt')
  await button(words.import).click()
  await page.getByRole('list', { name: words.listLabel }).locator('textarea').nth(1).waitFor()
})

afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

const button = (name: string) => page.getByRole('button', { name, exact: true }).first()

/** What the dialogs for opening and for saving answer next. */
async function answerDialogs(name: string): Promise<void> {
  const answer = { file: join(folder, name) }
  await studio.app.evaluate(({ dialog }, { file }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
  }, answer)
}

async function save(format: keyof typeof captionExport.formats, name: string): Promise<string> {
  const tool = page.getByRole('region', { name: captionExport.title })
  await tool.getByRole('button', { name: captionExport.format }).click()
  await page.getByRole('option', { name: captionExport.formats[format].name }).click()
  await tool.getByRole('button', { name: captionExport.formats[format].name }).waitFor()
  await answerDialogs(name)
  await tool.getByRole('button', { name: captionExport.save, exact: true }).click()
  const read = (): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '')
  await expect.poll(read).not.toBe('')
  return read()
}

describe('captions as files', () => {
  it('keeps places, marks, colours, speakers and times of words from one file to the other', async () => {
    await button(words.more).click()
    await page.getByRole('menuitem', { name: captionExport.menu }).click()
    const tool = page.getByRole('region', { name: captionExport.title })
    await tool.waitFor()
    expect(await findViolations(page)).toEqual([])
    const wanted = parseCaptionText(source, 'placed.vtt').cues
    expect(wanted[0]?.placement).toEqual({ line: 10, edge: 'top', position: 30, align: 'left' })
    for (const format of ['vtt', 'ass', 'ttml'] as const)
      expect(parseCaptionText(await save(format, `saved.${format}`), `saved.${format}`).cues, format).toEqual(wanted)
  })

  it('says what a format cannot hold before it is saved', async () => {
    const tool = page.getByRole('region', { name: captionExport.title })
    await tool.getByText(captionExport.keepsAll).waitFor()
    await save('srt', 'saved.srt')
    await tool.getByText(captionExport.extras.speakers, { exact: false }).waitFor()
    expect(await save('txt', 'saved.txt')).toBe('Ann: Lava is hot\n\nBasalt is dark\n')
  })
})
