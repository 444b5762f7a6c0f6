import { rm } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLosses } from '#shared/package/capabilities.ts'
import { cartridgeEditions } from '#shared/package/common-cartridge/edition.ts'
import { listCartridgeItems } from '#shared/package/common-cartridge/cartridge-items.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import { planCartridge } from '#shared/package/common-cartridge/plan-cartridge.ts'
import { recordExport } from '#shared/package/export-record.ts'
import type { PackageOptions, PackagePlan } from '#shared/package/package-plan.ts'
import { defaultPackageOptions } from '#shared/package/plan-package.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { launchChromium, serve, watchTrouble } from './browser.ts'
import { buildSite, makeFolder, makeMedia, planOf } from './build-package.ts'
import { findPackageProblems } from './check-content-package.ts'
import { everyQuestion } from './every-question.ts'
import { findAll, findOne, readXml, type Node } from './read-xml.ts'
import { sampleChoice, sampleDocument, sampleQuestion, sampleQuestions } from './sample-document.ts'
import { findViolations } from './violations.ts'

const editions = ['cc11', 'cc13'] as const

const twoChoices = sampleQuestion('q-two', 0.3, { choices: [sampleChoice('a', 'Warm', false), sampleChoice('b', 'Cold', true)] })
const open = sampleQuestion('q-open', 0.2, { type: 'short-answer', choices: [], acceptedAnswers: [], scored: false })
const everything = sampleDocument({ questions: [...sampleQuestions(), ...everyQuestion(), twoChoices, open], title: 'A & <B>' })

function textOf(plan: PackagePlan, ending: string): string {
  const file = plan.files.find(({ path }) => path.endsWith(ending))
  if (file?.kind !== 'text') throw new Error(`no ${ending}`)
  return file.text
}

/** What the profile of Common Cartridge 1.1 demands of an item (its Schematron rules 2 to 12). */
function problemsOf(item: Node): readonly string[] {
  const field = (label: string): string | undefined =>
    findAll(item, 'qtimetadatafield').find((each) => findOne(each, 'fieldlabel').text === label)?.children[1]?.text
  const profile = field('cc_profile')
  const weight = Number(field('cc_weighting'))
  const labels = findAll(item, 'response_label').map(({ attributes }) => attributes['ident'])
  const tested = findAll(item, 'varequal').map(({ text }) => text)
  const shown = new Set(findAll(item, 'displayfeedback').map(({ attributes }) => attributes['linkrefid']))
  const feedbacks = findAll(item, 'itemfeedback').map(({ attributes }) => attributes['ident'])
  const isWritten = profile === 'cc.fib.v0p1' || profile === 'cc.essay.v0p1'
  const cardinality = findAll(item, 'response_lid')[0]?.attributes['rcardinality']
  const rules: readonly (readonly [string, boolean])[] = [
    ['2b', /^cc\.(multiple_choice|multiple_response|true_false|fib|pattern_match|essay)\.v0p1$/.test(profile ?? '')],
    ['2c', Number.isInteger(weight) && weight > 0 && weight < 100],
    ['3', profile !== 'cc.true_false.v0p1' || (labels.length === 2 && cardinality === 'Single')],
    ['4', profile !== 'cc.multiple_choice.v0p1' || (labels.length > 2 && cardinality === 'Single')],
    ['5', profile !== 'cc.multiple_response.v0p1' || (labels.length > 1 && cardinality === 'Multiple')],
    ['6', isWritten === findAll(item, 'response_str').length > 0 && isWritten !== findAll(item, 'response_lid').length > 0],
    ['8', profile !== 'cc.essay.v0p1' || (tested.length === 0 && field('qmd_computerscored') === 'No')],
    ['9', isWritten || tested.every((each) => labels.includes(each))],
    ['12', feedbacks.every((ident) => shown.has(ident)) && [...shown].every((ident) => feedbacks.includes(ident))],
    ['scores', profile === 'cc.essay.v0p1' || findAll(item, 'setvar').length > 0],
  ]
  return rules.flatMap(([rule, holds]) => (holds ? [] : [`${profile}: rule ${rule}`]))
}

describe.each(editions)('a cartridge (%s)', (format) => {
  it.each([
    ['a lesson with every kind of question', everything],
    ['a lesson without questions or captions', sampleDocument({ questions: [], cues: [] })],
  ])('lists every file once, under names that all importers take, for %s', (_name, document: LessonDocument) => {
    const plan = planOf(document, format)
    const paths = plan.files.map(({ path }) => path)
    expect(findPackageProblems(textOf(plan, 'imsmanifest.xml'), paths)).toEqual([])
    expect(planOf(structuredClone(document), format)).toEqual(plan)
  })

  it('tells its version and what is new', () => {
    const note = 'Two questions more'
    const record = recordExport(everything, { sha256: '1'.repeat(64), previous: null, note })
    const manifestOf = (options: Partial<PackageOptions>): string =>
      planCartridge(everything, { ...defaultPackageOptions, ...options }, format).flatMap((file) =>
        file.kind === 'text' && file.path === 'imsmanifest.xml' ? [file.text] : [],
      )[0] ?? ''
    const descriptionsIn = (manifest: string): readonly string[] =>
      findAll(findOne(readXml(manifest), 'general'), 'description').map((each) => findOne(each, 'string').text)
    expect(descriptionsIn(manifestOf({ record })).at(-1)).toBe('Version 1: Two questions more')
    expect(descriptionsIn(manifestOf({})).join()).not.toContain('Version')
  })

  it('keeps what would look like a tag out of the names that platforms show', () => {
    const title = findOne(findOne(readXml(textOf(planOf(everything, format), 'imsmanifest.xml')), 'general'), 'title')
    expect(findOne(title, 'string').text).toBe('A & ‹B›')
  })

  it('shows the film at a size for a page, also where its style is left behind, and asks for no poster', () => {
    const page = textOf(planOf(everything, format), 'index.html')
    expect(/<video [^>]*>/.exec(page)?.[0]).toMatch(/width="360" height="640"(?!.*poster)/)
    expect(planOf(everything, format).files.filter(({ path }) => path.includes('poster'))).toEqual([])
  })

  it('speaks the words of its edition', () => {
    const manifest = readXml(textOf(planOf(everything, format), 'imsmanifest.xml'))
    const { schemaVersion, manifestNamespace, assessmentType } = cartridgeEditions[format]
    expect(manifest.namespace).toBe(manifestNamespace)
    expect(findOne(manifest, 'schemaversion').text).toBe(schemaVersion)
    expect(findAll(manifest, 'resource').map(({ attributes }) => attributes['type'])).toEqual(['webcontent', assessmentType])
    const organisation = findOne(manifest, 'organization')
    expect(organisation.attributes['structure']).toBe('rooted-hierarchy')
    const [root, ...others] = organisation.children
    expect(others).toEqual([])
    // The profile forbids a title and a reference on the root.
    expect(root?.children.map(({ name }) => name)).toEqual(['item', 'item'])
    expect(root?.attributes['identifierref']).toBeUndefined()
  })
})

describe('the quiz of a cartridge', () => {
  const assessment = readXml(textOf(planOf(everything, 'cc13'), 'quiz.xml'))
  const items = findAll(assessment, 'item')

  it('keeps to the profile in every item', () => {
    expect(items.flatMap(problemsOf)).toEqual([])
    const idents = items.map(({ attributes }) => attributes['ident'])
    expect(new Set(idents).size).toBe(idents.length)
    const labels = assessment.children[0]?.children[0]?.children.map((each) => findOne(each, 'fieldlabel').text)
    expect(labels).toEqual(expect.arrayContaining(['cc_profile', 'qmd_assessmenttype', 'cc_maxattempts']))
  })

  it('asks each kind as the nearest that the profile has', () => {
    const profiles = Object.fromEntries(
      listCartridgeItems(compilePlayerLesson(everything, { poster: false })).map(({ ident, profile }) => [ident, profile]),
    )
    expect(profiles).toEqual({
      'item-q-earths': 'multiple_choice',
      'item-q-gases': 'multiple_response',
      'item-q-solid': 'true_false',
      'item-q-name': 'fib',
      'item-q-blank-1': 'fib',
      'item-q-blank-2': 'fib',
      'item-q-match-a': 'multiple_choice',
      'item-q-match-b': 'multiple_choice',
      'item-q-match-c': 'multiple_choice',
      'item-q-match-d': 'multiple_choice',
      'item-q-spot': 'multiple_response',
      'item-q-think': 'essay',
      'item-q-two': 'multiple_response',
      'item-q-open': 'essay',
    })
  })

  it('weighs the questions as the lesson does', () => {
    const weightOf = (ident: string): number => {
      const item = items.find(({ attributes }) => attributes['ident'] === ident)
      const fields = item ? findAll(item, 'qtimetadatafield') : []
      return Number(fields.find((each) => findOne(each, 'fieldlabel').text === 'cc_weighting')?.children[1]?.text)
    }
    expect(weightOf('item-q-gases')).toBe(2 * weightOf('item-q-earths'))
    const pairs = ['a', 'b', 'c', 'd'].map((code) => weightOf(`item-q-match-${code}`))
    expect(pairs.reduce((sum, each) => sum + each, 0)).toBe(3 * weightOf('item-q-earths'))
  })

  it('says before the export which questions stay behind', () => {
    const sentences = findLosses(everything, 'cc13').map(({ sentence }) => sentence)
    expect(sentences.join(' ')).toContain('“Put the planets in order, the nearest to the Sun first.”')
    expect(sentences.join(' ')).toContain('“Which planet would you visit?”')
    const plain = sampleDocument({ questions: [sampleQuestion('q', 1)] })
    expect(findLosses(plain, 'cc13').some(({ feature }) => feature === 'question-kinds')).toBe(false)
  })
})

describe('the page of a cartridge', () => {
  it('offers captions that nobody named by the name of their language', () => {
    const captionTracks = Object.fromEntries(
      Object.entries(everything.captionTracks).map(([id, track]) => [id, { ...track, label: ' ', language: 'fr' }]),
    )
    expect(textOf(planOf({ ...everything, captionTracks }, 'cc13'), 'index.html')).toContain('srclang="fr" label="Français"')
  })

  let folder: string
  let browser: Browser

  beforeAll(async () => {
    folder = await makeFolder()
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('plays the film and shows its captions, in Chromium', { timeout: 90_000 }, async () => {
    const site = await serve(await buildSite(everything, 'cc13', folder, await makeMediaFor(folder)))
    try {
      const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
      const trouble = watchTrouble(page, site.address)
      await page.goto(`${site.address}/lessons/${everything.id}/index.html`)
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('A & <B>')
      const cue = await page.locator('video').evaluate(async (video: HTMLVideoElement) => {
        const track = video.textTracks[0]
        if (!track) return 'no track'
        video.muted = true
        await video.play()
        return new Promise<string>((resolve) => {
          const look = (): void => {
            const shown = track.activeCues?.[0]
            if (shown && track.mode === 'showing') resolve((shown as VTTCue).text)
            else requestAnimationFrame(look)
          }
          look()
        })
      })
      expect(cue).toContain('Jupiter')
      await page.locator('summary').click()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await findViolations(page)).toEqual([])
      }
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(trouble).toEqual([])
    } finally {
      await site.close()
    }
  })
})

async function makeMediaFor(folder: string) {
  const media = await makeMedia(folder)
  return Object.fromEntries(Object.entries(media).map(([path, file]) => [`lessons/${everything.id}/${path}`, file]))
}
