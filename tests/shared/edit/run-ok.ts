import type { Command } from '#shared/edit/command.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import type { Notice } from '#shared/edit/notices.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import type { ClipId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { describeError } from '#shared/messages/app-error.ts'
import { seconds, videoAsset } from '../project/sample-document.ts'

/** Runs a command that must succeed; gives its notices. */
export function runOk<Args>(session: EditSession, command: Command<Args>, args: Args): readonly Notice[] {
  const result = session.run(command, args)
  if (!result.ok) throw new Error(describeError(result.error))
  return result.value.notices
}

type IdOf<Kind extends SelectedItem['kind']> = Extract<SelectedItem, { kind: Kind }>['id']

/** The id of what the last command selected. */
export function selectedId<Kind extends SelectedItem['kind']>(session: EditSession, kind: Kind): IdOf<Kind> {
  const [item] = session.getSnapshot().selection
  if (item?.kind !== kind) throw new Error(`expected a selected ${kind}`)
  return item.id as IdOf<Kind>
}

/** Appends a clip of its own asset that plays [in, out) seconds of `length` seconds. */
export function appendClip(session: EditSession, name: string, length: number, from = 0, to = length): ClipId {
  runOk(session, insertNewAsset, {
    asset: videoAsset(name, seconds(length)),
    sourceInTicks: seconds(from),
    sourceOutTicks: seconds(to),
  })
  return selectedId(session, 'clip')
}

export const documentOf = (session: EditSession): LessonDocument => session.getSnapshot().document
