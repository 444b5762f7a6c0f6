import { describe, expect, it } from 'vitest'
import { setAssetLicence } from '#shared/edit/commands/assets.ts'
import { addMusic } from '#shared/edit/commands/music.ts'
import { addOverlays } from '#shared/edit/commands/overlays.ts'
import { formatCredits, listCredits, needsCredits } from '#shared/package/credits.ts'
import { planPackage } from '#shared/package/plan-package.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { shippedMusic } from '#shared/sound/sounds.ts'
import { openSession, seconds, videoAsset } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from '../edit/run-ok.ts'

function lesson() {
  const session = openSession()
  appendClip(session, 'alpha', 20)
  return session
}

const music = (change: Partial<Asset>): Asset => ({
  ...videoAsset('zither', seconds(9)),
  kind: 'audio',
  fileName: 'zither.mp3',
  ...change,
})

const byAnna = { spdx: 'CC-BY-4.0', attribution: 'Anna\nBerg', sourceUrl: 'https://example.org/z' }
const sticker = (name: string) => ({
  content: { kind: 'sticker' as const, name },
  box: { anchorPoint: 'center' as const, x: 0, y: 0, width: 100, height: 100 },
})

describe('credits', () => {
  it('are none where nothing says who made it', () => {
    const document = documentOf(lesson())
    expect(listCredits(document)).toEqual([])
    const plan = planPackage(document, 'web')
    expect(plan.ok && plan.value.files.some(({ path }) => path === 'CREDITS.txt')).toBe(false)
  })

  it('name the author and licence that the user told of a clip, as one step of each', () => {
    const session = lesson()
    const [asset] = Object.values(documentOf(session).assets)
    if (!asset) throw new Error('no asset')
    const before = documentOf(session)
    runOk(session, setAssetLicence, { assetId: asset.id, changes: { spdx: 'CC-BY-SA-4.0', attribution: 'Anna Berg' } })
    expect(listCredits(documentOf(session))).toMatchObject([
      {
        author: 'Anna Berg',
        licence: 'CC-BY-SA-4.0',
        licenceUrl: 'https://creativecommons.org/licenses/by-sa/4.0/',
        required: true,
      },
    ])
    expect(needsCredits(listCredits(documentOf(session)))).toBe(true)
    session.undo()
    expect(documentOf(session)).toEqual(before)
    const gone = session.run(setAssetLicence, { assetId: 'nothing' as typeof asset.id, changes: { spdx: null } })
    expect(gone.ok).toBe(false)
  })

  it('name the same piece once, however often its file was added', () => {
    const session = lesson()
    const piece = music({ licence: byAnna })
    const again: Asset = { ...piece, id: 'zither-again' as Asset['id'] }
    for (const [index, asset] of [piece, again].entries())
      runOk(session, addMusic, { asset, atTicks: seconds(index * 10), loopTicks: null })
    expect(Object.values(documentOf(session).assets).filter(({ fileName }) => fileName === piece.fileName)).toHaveLength(2)
    expect(listCredits(documentOf(session))).toHaveLength(1)
  })

  it('name the author where the licence asks for it, in the package, too', () => {
    const session = lesson()
    runOk(session, addMusic, { asset: music({ licence: byAnna }), atTicks: seconds(0), loopTicks: null })
    const document = documentOf(session)
    const credits = listCredits(document)
    expect(needsCredits(credits)).toBe(true)
    const text = formatCredits('Bike\nbrakes', credits)
    expect(text).toContain('Credits for "Bike brakes"')
    expect(text).toContain(
      'zither.mp3 (sound)\n  by Anna Berg\n  licence: CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/)\n  from https://example.org/z',
    )
    const plan = planPackage(document, 'scorm12')
    const file = plan.ok ? plan.value.files.find(({ path }) => path === 'CREDITS.txt') : undefined
    expect(file?.kind === 'text' && file.text).toContain('Anna Berg')
    const manifest = plan.ok ? plan.value.files.find(({ path }) => path === 'imsmanifest.xml') : undefined
    expect(manifest?.kind === 'text' && manifest.text).toContain('CREDITS.txt')
  })

  it('do not name media that the lesson has but does not show', () => {
    const session = lesson()
    runOk(session, addMusic, { asset: music({ licence: byAnna }), atTicks: seconds(0), loopTicks: null })
    const document = documentOf(session)
    expect(
      listCredits({
        ...document,
        clips: Object.fromEntries(Object.entries(document.clips).filter(([, clip]) => clip.anchor === null)),
      }),
    ).toEqual([])
  })

  it('know our own music by its content, our stickers and emoji', () => {
    const session = lesson()
    const [piece] = shippedMusic
    if (!piece) throw new Error('no music')
    runOk(session, addMusic, { asset: music({ sha256: piece.sha256 }), atTicks: seconds(0), loopTicks: null })
    runOk(session, addOverlays, { items: [sticker('star')], atTicks: seconds(1) })
    expect(listCredits(documentOf(session)).map(({ title, author, licence }) => [title, author, licence])).toEqual(
      [
        [piece.title, 'Tidbit Studio', 'CC0-1.0'],
        ['Tidbit Studio stickers', 'Tidbit Studio', 'CC0-1.0'],
      ].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
    )
    expect(needsCredits(listCredits(documentOf(session)))).toBe(false)
    runOk(session, addOverlays, { items: [sticker('🎉')], atTicks: seconds(1) })
    expect(listCredits(documentOf(session)).find(({ kind }) => kind === 'emoji')).toMatchObject({
      licence: 'CC-BY-4.0',
      required: true,
    })
  })
})
