import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import { editArbitrary, performEdit, rateArbitrary, startingDocument } from '../edit/random-edits.ts'
import { documentOf, runOk } from '../edit/run-ok.ts'
import { openSession } from './sample-document.ts'

it('gives the same list until captions or clips change, and never one of before', () => {
  fc.assert(
    fc.property(rateArbitrary, fc.array(editArbitrary, { maxLength: 20 }), (rate, edits) => {
      const session = openSession(startingDocument(rate))
      for (const edit of edits) {
        performEdit(edit, session)
        const document = documentOf(session)
        const fresh = structuredClone(document)
        for (const trackId of Object.keys(document.captionTracks) as CaptionTrackId[])
          expect(captionsInOrder(document, trackId)).toEqual(captionsInOrder(fresh, trackId))
      }
      const before = documentOf(session)
      runOk(session, setMetadata, { changes: { title: 'Another' } })
      const after = documentOf(session)
      for (const trackId of Object.keys(after.captionTracks) as CaptionTrackId[])
        expect(captionsInOrder(after, trackId)).toBe(captionsInOrder(before, trackId))
    }),
    {
      numRuns: 40,
      // A command that is refused after it has tried another order of the clips.
      examples: [
        [
          { num: 30, den: 1 },
          [
            { verb: 'add-track', a: 0, b: 0, c: 0 },
            { verb: 'to-pip', a: 0, b: 0, c: 0 },
          ],
        ],
      ],
    },
  )
})
