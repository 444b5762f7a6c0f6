import type { z } from '#shared/base/zod.ts'
import type { Methods } from '#main/core/hosts/methods.ts'
import { libraryContract, type LibraryInput, type LibraryMethodName, type LibraryOutput } from '#main/core/library/contract.ts'
import { appError } from '#shared/messages/app-error.ts'
import * as assets from './assets.ts'
import * as batches from './batches.ts'
import * as jobs from './jobs.ts'
import type { LibraryHolder } from './library-holder.ts'
import type { Library } from './library.ts'
import { listProjects } from './list-projects.ts'
import * as projects from './projects.ts'
import { createProject, duplicateProject, saveProject } from './save-project.ts'
import { readSettings, writeSetting } from './settings.ts'
import { listVersions, nameVersion, openVersion } from './versions.ts'

type Held = 'status' | 'recover'
type OnLibrary = {
  [K in Exclude<LibraryMethodName, Held>]: (library: Library, input: LibraryInput<K>) => LibraryOutput<K>
}
type OnHolder = { [K in Held]: (input: LibraryInput<K>) => LibraryOutput<K> }

const onLibrary: OnLibrary = {
  listProjects,
  createProject,
  saveProject,
  duplicateProject,
  ...projects,
  listVersions,
  nameVersion,
  openVersion,
  ...assets,
  readSettings,
  writeSetting,
  ...jobs,
  ...batches,
}

/** The library process's methods: each input is parsed before anything is done with it. */
export function createHandlers(holder: LibraryHolder): Methods {
  const onHolder: OnHolder = {
    status: () => holder.status(),
    recover: ({ backupFile }) => holder.recover(backupFile),
  }
  const handlers: Methods = {}
  for (const name of Object.keys(libraryContract) as LibraryMethodName[]) {
    const schema: z.ZodType = libraryContract[name].input
    handlers[name] = (input: unknown) => {
      const parsed = schema.safeParse(input)
      if (!parsed.success) throw badMessage(name, parsed.error)
      const value = parsed.data as never
      return isHeld(name) ? onHolder[name](value) : holder.use((library) => onLibrary[name](library, value))
    }
  }
  return handlers
}

function isHeld(name: LibraryMethodName): name is Held {
  return name === 'status' || name === 'recover'
}

function badMessage(method: string, error: z.ZodError): Error {
  const issue = error.issues[0]
  const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`
  return appError('library.bad-message', { method, detail }, { cause: error })
}
