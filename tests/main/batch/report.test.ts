import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BatchReport, ReportedItem } from '#main/core/batch/report/report.ts'
import { writeReports } from '#main/core/batch/report/write-reports.ts'

let folder = ''

const sha256 = 'a'.repeat(64)
const made: ReportedItem = {
  key: '1',
  name: 'week 1/one & two.mov',
  outcome: 'done',
  reason: null,
  milliseconds: 4321,
  result: {
    title: 'The <b>Moon</b>',
    durationSeconds: 42.5,
    outputs: [{ format: 'scorm12', path: 'one # two.zip', byteLength: 2_500_000, modifiedMs: 1, sha256 }],
    warnings: ['The clip is dark.'],
    preflight: [
      { severity: 'warning', code: 'captions.fast', message: 'A caption goes by fast.' },
      { severity: 'advice', code: 'size.large', message: 'It is large.' },
    ],
    picture: 'tidbit-batch/pictures/1.jpg',
  },
}
const failed: ReportedItem = {
  key: '2',
  name: '=HYPERLINK("http://example.org")',
  outcome: 'failed',
  reason: '“two.mp4” does not exist. Check the name, and the folder.',
  milliseconds: 2,
  result: null,
}
const waiting: ReportedItem = {
  ...failed,
  key: '3',
  name: '</script><script>alert(1)',
  outcome: 'waiting',
  reason: null,
  milliseconds: 0,
}
const report: BatchReport = {
  recipe: 'Course <2026>',
  startedAt: '2026-05-31T09:30:00.000Z',
  milliseconds: 65_000,
  stopped: 'The disk is full.',
  remarks: ['Column B holds formulas; their last results were taken.'],
  items: [made, failed, waiting],
}

const read = (name: string): Promise<string> => readFile(path.join(folder, 'tidbit-batch', name), 'utf8')

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidbit-report-'))
  const pictures = path.join(folder, 'tidbit-batch', 'pictures')
  await mkdir(pictures, { recursive: true })
  await writeFile(path.join(pictures, '1.jpg'), await createCanvas(411, 244).encode('jpeg', 80))
  await writeReports(report, { outFolder: folder, pageFile: path.join(folder, 'tidbit-batch', 'report.html') })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the report of a batch', () => {
  it('is a sheet that computes nothing', async () => {
    expect(await read('report.csv')).toBe(
      [
        '\ufeffname,outcome,reason,title,length s,errors,warnings,advice,notes,files,size bytes,time s',
        'week 1/one & two.mov,done,,The <b>Moon</b>,42.5,0,1,1,The clip is dark.,one # two.zip,2500000,4.3',
        `"'=HYPERLINK(""http://example.org"")",failed,"“two.mp4” does not exist. Check the name, and the folder.",,,,,,,,0,0.0`,
        '</script><script>alert(1),waiting,,,,,,,,,0,0.0',
        '',
      ].join('\r\n'),
    )
  })

  it('is data for programs', async () => {
    expect(JSON.parse(await read('report.json'))).toEqual({
      recipe: 'Course <2026>',
      startedAt: '2026-05-31T09:30:00.000Z',
      seconds: 65,
      stopped: 'The disk is full.',
      remarks: report.remarks,
      counts: { done: 1, unchanged: 0, failed: 1, waiting: 1 },
      items: [
        {
          ...{ key: '1', name: made.name, outcome: 'done', reason: null, seconds: 4.321 },
          ...{ title: 'The <b>Moon</b>', lengthSeconds: 42.5, warnings: ['The clip is dark.'] },
          preflight: made.result?.preflight,
          files: [{ format: 'scorm12', path: 'one # two.zip', byteLength: 2_500_000, sha256 }],
        },
        ...[failed, waiting].map(({ key, name, outcome, reason, milliseconds }) => ({
          ...{ key, name, outcome, reason, seconds: milliseconds / 1000 },
          ...{ title: null, lengthSeconds: null, warnings: [], preflight: [], files: [] },
        })),
      ],
    })
  })

  it('is a page that runs nothing, links what was made, and escapes what others wrote', async () => {
    const page = await read('report.html')
    expect(page).not.toMatch(/<script|<b>|<2026>|http:\/\/[^&]*"/)
    expect(page).toContain('<h1>Batch: Course &lt;2026&gt;</h1>')
    expect(page).toContain('<a href="../one%20%23%20two.zip">one # two.zip</a> <span class="quiet">2.5 MB</span>')
    expect(page).toContain('src="pictures/1.jpg"')
    expect(page).toContain('1 lesson made, 1 failed, 1 not begun.')
    expect(page).toContain('The disk is full.')
  })

  it('shows all pictures on one sheet, with their names', async () => {
    const sheet = await loadImage(path.join(folder, 'tidbit-batch', 'report-pictures.jpg'))
    expect([sheet.width, sheet.height]).toEqual([411 + 32, 244 + 44 + 32])
  })

  it('leaves out pictures that somebody deleted', async () => {
    const pageFile = path.join(folder, 'elsewhere', 'page.html')
    await rm(path.join(folder, 'tidbit-batch', 'pictures'), { recursive: true })
    const files = await writeReports(report, { outFolder: folder, pageFile })
    expect(files.map((file) => path.basename(file))).toEqual(['page.html', 'page.csv', 'page.json'])
    expect(await readFile(pageFile, 'utf8')).not.toContain('<img')
  })
})
