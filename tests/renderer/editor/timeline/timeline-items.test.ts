import { describe, expect, it } from 'vitest'
import { mainItems, trackItems } from '#renderer/editor/timeline/timeline-items.ts'
import { addAsset } from '#shared/edit/commands/assets.ts'
import { insertClip } from '#shared/edit/commands/insert-clip.ts'
import { addTrackClip, setTrack } from '#shared/edit/commands/tracks.ts'
import type { Command } from '#shared/edit/command.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { openSession, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const assetId = 'alpha' as AssetId

/** Three clips of five seconds, with music at 6 s and 0 s and a voice at 2 s beside it. */
function lesson() {
  const session = openSession()
  const run = <Args>(command: Command<Args>, args: Args): void => {
    expect(session.run(command, args)).toMatchObject({ ok: true })
  }
  run(addAsset, { asset: videoAsset(assetId, seconds(5)) })
  for (let clip = 0; clip < 3; clip += 1) run(insertClip, { assetId })
  run(addTrackClip, { assetId, kind: 'music', atTicks: seconds(6) })
  run(addTrackClip, { assetId, kind: 'music', atTicks: seconds(0) })
  run(addTrackClip, { assetId, kind: 'voice-over', atTicks: seconds(2) })
  run(addTrackClip, { assetId, kind: 'picture-in-picture', atTicks: seconds(4) })
  return { run, read: () => session.getSnapshot().document }
}

describe('the tracks beside the clips', () => {
  it('come from back to front, each with its clips by their start', () => {
    const shown = trackItems(lesson().read()).map(({ track, items }) => [track.name, ...items.map(({ span }) => span.startTicks)])
    expect(shown).toEqual([
      ['Picture in picture', seconds(4)],
      ['Music', seconds(0), seconds(6)],
      ['Voice-over', seconds(2)],
    ])
  })

  it('are not shown among the clips', () => {
    const { read } = lesson()
    expect(mainItems(read()).map(({ span }) => span.startTicks)).toEqual([0, 5, 10].map(seconds))
  })

  it('say whether their clips are heard', () => {
    const { run, read } = lesson()
    const heard = () =>
      Object.fromEntries(trackItems(read()).map(({ track, items }) => [track.name, items[0]?.kind === 'clip' && items[0].heard]))
    const music = trackItems(read()).find(({ track }) => track.name === 'Music')
    if (!music) throw new Error('There is no music')
    run(setTrack, { trackId: music.track.id, changes: { muted: true } })
    expect(heard()).toEqual({ 'Picture in picture': true, Music: false, 'Voice-over': true })
    run(setTrack, { trackId: music.track.id, changes: { muted: false, solo: true } })
    expect(heard()).toEqual({ 'Picture in picture': false, Music: true, 'Voice-over': false })
    expect(mainItems(read())[0]).toMatchObject({ kind: 'clip', heard: false })
  })
})
