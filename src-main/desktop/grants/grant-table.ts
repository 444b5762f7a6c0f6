import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Grant, GrantId } from '#shared/ipc/areas/grant.ts'
import { appError } from '#shared/messages/app-error.ts'

type Access = 'read' | 'write'
type Entry = { readonly path: string; readonly access: Access; readonly holderId: number }

/** Far more than a drop of a whole folder; the oldest are forgotten first. */
const maxGrants = 5000

/** Which files the user opened for which window; the window knows only the opaque ids. */
export type GrantTable = {
  /** A right to read an existing file. Throws `file.not-found`. */
  grantRead(path: string, holderId: number): Promise<Grant>
  /** A right to write to a path that the user chose in a save dialog. */
  grantWrite(path: string, holderId: number): { readonly grantId: GrantId; readonly fileName: string }
  /** The path behind a grant of this window. Throws `grant.unknown`. */
  resolve(grantId: GrantId, access: Access, holderId: number): string
  /** Forgets what a closed window held. */
  revokeAll(holderId: number): void
}

export function createGrantTable(): GrantTable {
  const entries = new Map<GrantId, Entry>()

  function mint(entry: Entry): GrantId {
    const grantId = randomBytes(24).toString('base64url') as GrantId
    entries.set(grantId, entry)
    if (entries.size > maxGrants) for (const oldest of [...entries.keys()].slice(0, 1)) entries.delete(oldest)
    return grantId
  }

  return {
    async grantRead(path, holderId) {
      const found = await stat(path).catch((cause: unknown) => {
        throw appError('file.not-found', { file: basename(path) }, { cause })
      })
      return { grantId: mint({ path, access: 'read', holderId }), fileName: basename(path), byteLength: found.size }
    },
    grantWrite(path, holderId) {
      return { grantId: mint({ path, access: 'write', holderId }), fileName: basename(path) }
    },
    resolve(grantId, access, holderId) {
      const entry = entries.get(grantId)
      if (entry?.access !== access || entry.holderId !== holderId) throw appError('grant.unknown', {})
      return entry.path
    },
    revokeAll(holderId) {
      for (const [grantId, entry] of entries) if (entry.holderId === holderId) entries.delete(grantId)
    },
  }
}
