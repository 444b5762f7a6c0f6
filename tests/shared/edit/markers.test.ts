import { describe, expect, it } from 'vitest'
import { addMarker, deleteMarkers, moveMarker, setMarker } from '#shared/edit/commands/markers.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { markersInOrder } from '#shared/project/selectors.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk, selectedId } from './run-ok.ts'

const times = (session: EditSession): readonly number[] =>
  markersInOrder(documentOf(session)).map(({ atTicks }) => ticksToSeconds(atTicks))

describe('markers', () => {
  it('follow their clip, hide with what is trimmed away and come back', () => {
    const session = openSession()
    const alpha = appendClip(session, 'alpha', 4)
    appendClip(session, 'beta', 3)
    runOk(session, addMarker, { atTicks: seconds(3), label: 'Here' })
    runOk(session, addMarker, { atTicks: seconds(7) })
    expect(times(session)).toEqual([3, 7])
    runOk(session, moveClip, { clipId: alpha, toIndex: 1 })
    expect(times(session)).toEqual([3, 6])
    runOk(session, trimClip, { clipId: alpha, edge: 'end', deltaTicks: seconds(-2) })
    expect(times(session)).toEqual([3])
    session.undo()
    expect(times(session)).toEqual([3, 6])
  })

  it('are named, moved and deleted, and stay inside the lesson', () => {
    const session = openSession()
    const empty = session.run(addMarker, { atTicks: seconds(0) })
    expect(empty.ok ? null : empty.error.code).toBe('edit.marker-outside')
    appendClip(session, 'alpha', 4)
    runOk(session, addMarker, { atTicks: seconds(1) })
    const markerId = selectedId(session, 'marker')
    runOk(session, setMarker, { markerId, changes: { label: 'Look', colour: '#00aa55' } })
    expect(documentOf(session).markers[markerId]).toMatchObject({ label: 'Look', colour: '#00aa55' })
    runOk(session, moveMarker, { markerId, atTicks: seconds(4) })
    expect(times(session)).toEqual([4])
    const outside = session.run(moveMarker, { markerId, atTicks: seconds(4.1) })
    expect(outside.ok ? null : outside.error.code).toBe('edit.marker-outside')
    const bad = session.run(setMarker, { markerId, changes: { colour: 'red' } })
    expect(bad.ok ? null : bad.error.code).toBe('edit.unsound')
    runOk(session, deleteMarkers, { markerIds: [markerId] })
    expect(times(session)).toEqual([])
  })
})
