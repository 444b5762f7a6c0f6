import { writeFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { MarkerId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { h5pMediaPaths } from '#shared/package/h5p/content.ts'
import { h5pLibrary, withDependencies, type H5pLibraryName } from '#shared/package/h5p/libraries.ts'
import { mediaPaths } from '#shared/package/player-lesson.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { everyQuestion } from './every-question.ts'
import { sampleChoice, sampleDocument, sampleQuestion } from './sample-document.ts'

const nasty = `Tom & "Jerry" <img src=x onerror=alert(1)> 5*3/2: it's @score \\`

/** Every kind of question that H5P can ask, with words that mean something to it. */
export function h5pQuestions(): readonly Question[] {
  const plain = { retries: 0, feedback: { correct: 'Yes & more', incorrect: 'No <b>way</b>' } } as const
  return [
    sampleQuestion('q-one', 0.3, { ...plain, prompt: nasty, hint: 'Look & think', shuffle: true }),
    sampleQuestion('q-many', 0.6, {
      ...plain,
      type: 'multiple-choice',
      prompt: 'Which are planets?',
      choices: [
        sampleChoice('m', 'Mars', true),
        sampleChoice('v', 'Venus', true),
        sampleChoice('s', 'The Sun', false, 'A star.'),
      ],
      partialCredit: true,
      points: 2,
      branch: { correctTicks: secondsToTicks(0.7), incorrectTicks: secondsToTicks(0) },
    }),
    sampleQuestion('q-true', 0.9, {
      ...plain,
      type: 'true-false',
      prompt: 'Jupiter is a star.',
      choices: [sampleChoice('t', 'True', false, 'Not at all.'), sampleChoice('f', 'False', true)],
    }),
    sampleQuestion('q-short', 1.2, {
      ...plain,
      type: 'short-answer',
      prompt: 'What is 3 * 4?',
      choices: [],
      acceptedAnswers: ['12', 'twelve/dozen', 'a:b*c'],
      caseSensitive: true,
    }),
    ...everyQuestion().filter(({ type }) => type !== 'hotspot'),
  ]
}

export function h5pDocument(questions: readonly Question[] = h5pQuestions()): LessonDocument {
  const document = sampleDocument({ questions })
  const anchor = { kind: 'timeline' as const, ticks: secondsToTicks(1) }
  const id = 'marker-1' as MarkerId
  return { ...document, markers: { [id]: { id, anchor, label: 'The storm & <after>', colour: '#ff0000' } } }
}

/** Where the clip of `makeMedia` goes in such a package. */
export function h5pMedia(media: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    [h5pMediaPaths.video]: media[mediaPaths.video] ?? '',
    [h5pMediaPaths.poster]: media[mediaPaths.poster] ?? '',
  }
}

type StandIn = {
  readonly files: Readonly<Record<string, string>>
  readonly leaveOut?: readonly string[]
  readonly minors?: Readonly<Record<string, number>>
}

/**
 * The files of a package with every library of H5P by name and version, each as small as a library can be: H5P's own are in
 * no package registry. They show what was given to them, no more.
 */
export function standInLibraries({ leaveOut = [], minors = {} }: Partial<StandIn> = {}): Readonly<Record<string, string>> {
  const direct: readonly H5pLibraryName[] = [
    'H5P.InteractiveVideo',
    'H5P.MultiChoice',
    'H5P.TrueFalse',
    'H5P.Blanks',
    'H5P.DragText',
    'H5P.FreeTextQuestion',
    'H5P.Questionnaire',
    'H5P.Summary',
    'H5P.Text',
  ]
  const files: Record<string, string> = {}
  for (const name of withDependencies(direct)) {
    if (leaveOut.includes(name)) continue
    const { majorVersion, minorVersion: known } = h5pLibrary(name, 27)
    const minorVersion = minors[name] ?? known
    const folder = `${name}-${majorVersion}.${minorVersion}`
    const preloadedDependencies = withDependencies([name])
      .filter((each) => each !== name)
      .map((each) => {
        const library = h5pLibrary(each, 27)
        return { ...library, minorVersion: minors[each] ?? library.minorVersion }
      })
    files[`${folder}/library.json`] = JSON.stringify({
      title: name,
      machineName: name,
      majorVersion,
      minorVersion,
      patchVersion: 1,
      runnable: name === 'H5P.InteractiveVideo' ? 1 : 0,
      embedTypes: ['iframe'],
      preloadedJs: [{ path: 'main.js' }],
      preloadedDependencies,
    })
    files[`${folder}/semantics.json`] = '[]'
    files[`${folder}/main.js`] = name === 'H5P.InteractiveVideo' ? mainScript : standInScript(name)
  }
  return files
}

const standInScript = (name: string): string =>
  name.startsWith('H5P.')
    ? `H5P[${JSON.stringify(name.slice(4))}] = function (params, id) { this.attach = ($c) => { $c.append('<p class="stand-in">${name}</p>') } };`
    : ''

/** Plays the film and makes every interaction through H5P's own core, as Interactive Video does. */
const mainScript = `H5P.InteractiveVideo = function (params, id) {
  const iv = params.interactiveVideo
  this.attach = ($container) => {
    const file = (entry) => H5P.getPath(entry.path, id)
    const video = document.createElement('video')
    video.src = file(iv.video.files[0])
    video.poster = file(iv.video.startScreenOptions.poster)
    for (const { track, srcLang, label, kind } of iv.video.textTracks.videoTrack)
      video.append(Object.assign(document.createElement('track'), { src: file(track), srclang: srcLang, label, kind, default: true }))
    $container.append(video)
    for (const { action } of iv.assets.interactions) {
      const $part = H5P.jQuery('<div></div>').appendTo($container)
      H5P.newRunnable(action, id, $part, false, { parent: this })
    }
  }
}`

/** Writes a zip of texts, as other programs do, with folder entries too. */
export async function writeTextZip(path: string, files: Readonly<Record<string, string>>): Promise<void> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.addEmptyDirectory('content/files')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

export async function writeTexts(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}
