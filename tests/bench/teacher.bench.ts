import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openPromise } from 'yauzl'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { launchStudio, type Studio } from '../e2e/launch-studio.ts'
import { MissingTool, type Measure } from './measure.ts'

const actionLimit = 30
const waitingLimitSeconds = 90
const clipSeconds = 45
const sampleClip = path.resolve(import.meta.dirname, '../../resources/sample/orbit.mp4')

/**
 * A teacher's whole way in the real app, from an empty library to a scored package: a 45 s clip, trimmed, captions from a
 * file, two questions. Counts every click, typed field, key and chosen file, and the seconds spent waiting.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await buildPlayer()
  await buildApp()
  await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-teacher-'))
  const studio = await launchStudio()
  const stopwatch = createStopwatch(log)
  try {
    const inputs = await makeInputs(folder)
    await importClip(studio, inputs, stopwatch)
    await addCaptions(studio, inputs, stopwatch)
    await addQuestion(studio, stopwatch, 0.4, 'What lights the Moon?', ['The Sun', 'Its own glow'])
    await addQuestion(studio, stopwatch, 0.8, 'What shape is the Moon?', ['A ball', 'A disc', 'A bowl'])
    await exportPackage(studio, inputs, stopwatch)
    await assertScored(inputs.packageFile)
  } finally {
    await studio.close()
    await rm(folder, { recursive: true, force: true })
  }
  log(`${stopwatch.actions} actions, ${stopwatch.waitedSeconds.toFixed(1)} s of waiting`)
  return [
    { measure: 'teacher-actions', ratio: stopwatch.actions, limit: actionLimit, pairs: 1 },
    {
      measure: 'teacher-waiting-seconds',
      ratio: Math.round(stopwatch.waitedSeconds * 10) / 10,
      limit: waitingLimitSeconds,
      pairs: 1,
    },
  ]
}

type Stopwatch = {
  readonly actions: number
  readonly waitedSeconds: number
  /** Something the teacher does; what it takes to finish counts as waiting, too. */
  act(name: string, step: () => Promise<unknown>): Promise<void>
  wait(name: string, step: () => Promise<unknown>): Promise<void>
}

function createStopwatch(log: (line: string) => void): Stopwatch {
  let [actions, waitedMs] = [0, 0]
  const timed = async (step: () => Promise<unknown>): Promise<number> => {
    const startedMs = performance.now()
    await step()
    waitedMs += performance.now() - startedMs
    return (performance.now() - startedMs) / 1000
  }
  return {
    get actions() {
      return actions
    },
    get waitedSeconds() {
      return waitedMs / 1000
    },
    async act(name, step) {
      actions += 1
      log(`${String(actions).padStart(2)}  ${name} (${(await timed(step)).toFixed(1)} s)`)
    },
    async wait(name, step) {
      log(`    … ${name} ${(await timed(step)).toFixed(1)} s`)
    },
  }
}

type Inputs = { readonly clip: string; readonly captions: string; readonly packageFile: string }

async function makeInputs(folder: string): Promise<Inputs> {
  await mkdir(folder, { recursive: true })
  const inputs = {
    clip: path.join(folder, 'my-lesson.mp4'),
    captions: path.join(folder, 'captions.srt'),
    packageFile: path.join(folder, 'lesson.zip'),
  }
  const repeat = ['-v', 'error', '-stream_loop', '1', '-i', sampleClip, '-t', String(clipSeconds), '-c', 'copy', inputs.clip]
  if (spawnSync('ffmpeg', repeat).status !== 0) throw new Error('ffmpeg could not make the clip')
  const stamp = (seconds: number): string => `00:00:${String(seconds).padStart(2, '0')},000`
  const cues = Array.from(
    { length: 14 },
    (_, index) => `${index + 1}\n${stamp(index * 3)} --> ${stamp(index * 3 + 2)}\nCaption ${index + 1}\n`,
  )
  await writeFile(inputs.captions, cues.join('\n'))
  return inputs
}

const button = ({ page }: Studio, name: string) => page.getByRole('button', { name, exact: true }).first()

/** The system's dialogs are not the app's: the answer counts as one action of the teacher. */
async function answerDialogs({ app }: Studio, opened: string, saved: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, [filePath, saveTo]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: saveTo })
    },
    [opened, saved] as const,
  )
}

async function importClip(studio: Studio, { clip, packageFile }: Inputs, { act, wait }: Stopwatch): Promise<void> {
  const { page } = studio
  await act('choose the clip in the dialog', () => answerDialogs(studio, clip, packageFile))
  await act('press “choose a clip”', () => button(studio, text.library.empty.choose).click())
  await wait('until the clip is there', () => page.getByRole('slider', { name: text.timeline.playhead }).waitFor())
  await wait('until it can be played', () => page.getByText('my-lesson.mp4').first().waitFor())
  await act('type the title', () => page.getByRole('textbox', { name: text.editor.titleLabel }).fill('Phases of the Moon'))
  await act('press Enter', () => page.keyboard.press('Enter'))
  await act('click the ruler where the lesson ends', () => clickRuler(studio, 0.97))
  await act('cut off the rest', () => page.getByRole('button', { name: text.timeline.trimEnd, exact: true }).click())
}

async function addCaptions(studio: Studio, { captions, packageFile }: Inputs, { act, wait }: Stopwatch): Promise<void> {
  await act('open Captions', () => studio.page.getByRole('tab', { name: text.captions.title }).click())
  await act('choose the caption file', () => answerDialogs(studio, captions, packageFile))
  await act('press Import', () => button(studio, text.captions.import).click())
  await wait('until the captions are there', () => studio.page.getByText(text.captions.imported(14)).first().waitFor())
}

async function addQuestion(
  studio: Studio,
  { act }: Stopwatch,
  at: number,
  prompt: string,
  answers: readonly [string, ...string[]],
): Promise<void> {
  const { page } = studio
  await act('click the ruler', () => clickRuler(studio, at))
  await act('press Q', () => page.keyboard.press('q'))
  await act('type the question', () => page.getByRole('textbox', { name: text.quiz.prompt }).fill(prompt))
  for (const [index, answer] of answers.entries()) {
    const field = page.getByRole('textbox', { name: text.quiz.choice(index + 1), exact: true })
    if (index >= 2) await act('press Enter for another answer', () => page.keyboard.press('Enter'))
    await act(`type answer ${index + 1}`, () => field.fill(answer))
  }
}

/** A press on the ruler at a share of the lesson's length; the whole lesson fits the window. */
async function clickRuler({ page }: Studio, share: number): Promise<void> {
  const ruler = page.getByRole('slider', { name: text.timeline.playhead })
  const lesson = await page.getByRole('listbox', { name: text.timeline.lanes.clips }).getByRole('option').first().boundingBox()
  const box = await ruler.boundingBox()
  if (!box || !lesson) throw new Error('The timeline is not on screen')
  await page.mouse.click(lesson.x + lesson.width * share, box.y + box.height / 2)
}

async function exportPackage(studio: Studio, { packageFile, captions }: Inputs, { act, wait }: Stopwatch): Promise<void> {
  const { page } = studio
  await act('press Export', () => button(studio, text.export.title).click())
  await act('choose Moodle', () =>
    page
      .getByRole('radio', { name: /Moodle/ })
      .first()
      .click({ force: true }),
  )
  await act('choose the place', () => answerDialogs(studio, captions, packageFile))
  await act('press Export there', () => button(studio, text.export.start).click())
  await wait('for the package', () => page.getByText(text.export.doneTitle).waitFor({ timeout: 300_000 }))
}

/** A platform scores a package that says from which score on it is passed, or that holds questions it reports. */
async function assertScored(packageFile: string): Promise<void> {
  const zip = await openPromise(packageFile)
  const names: string[] = []
  for await (const entry of zip.eachEntry()) names.push(entry.fileName)
  for (const name of ['imsmanifest.xml', 'player/lesson.js', 'media/lesson.mp4'])
    if (!names.includes(name)) throw new Error(`The package lacks ${name}: ${names.join(', ')}`)
}
