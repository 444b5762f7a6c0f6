import { safeStorage } from 'electron'
import { readFile } from 'node:fs/promises'
import { z } from '#shared/base/zod.ts'
import { appError } from '#shared/messages/app-error.ts'
import { writeFileAtomically } from '#main/core/files/atomic-file.ts'
import { fileError } from '#main/core/files/file-error.ts'
import type { SecretStore } from '#main/core/publish/secret-store.ts'

const storedSchema = z.record(z.string(), z.base64())
type Stored = z.infer<typeof storedSchema>

/** On Linux without a keyring Electron would encrypt with a password that everybody knows. */
function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}

/** Null for one that the keychain of today cannot open: of another user, or moved from another computer. */
function decrypt(secret: string): string | null {
  try {
    return safeStorage.decryptString(Buffer.from(secret, 'base64'))
  } catch {
    return null
  }
}

/** Secrets in a file, encrypted with a key of the system's keychain; without one they end with the program. */
export function createSecretStore(file: string): SecretStore {
  const session = new Map<string, string>()
  let last: Promise<unknown> = Promise.resolve()

  async function read(): Promise<Stored> {
    const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
      // A file that cannot be read for a moment must not be written over.
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return '{}'
      throw fileError(thrown, { file, action: 'read' })
    })
    try {
      return storedSchema.parse(JSON.parse(text))
    } catch (thrown) {
      if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return {}
      throw thrown
    }
  }

  /** One change at a time. */
  function change(edit: (stored: Stored) => void): Promise<void> {
    const changed = last.then(async () => {
      const stored = await read()
      edit(stored)
      await writeFileAtomically(file, `${JSON.stringify(stored)}\n`)
    })
    last = changed.catch(() => undefined)
    return changed
  }

  async function readKept(id: string): Promise<string | null> {
    const kept = (await read())[id]
    return kept === undefined || !hasKeychain() ? null : decrypt(kept)
  }

  return {
    lasts: hasKeychain,
    async find(id) {
      if (session.has(id)) return 'session'
      return (await readKept(id)) === null ? null : 'keychain'
    },
    async read(id) {
      const secret = session.get(id) ?? (await readKept(id))
      if (secret !== null) return secret
      throw appError(id in (await read()) ? 'publish.secret-unreadable' : 'publish.secret-missing', {})
    },
    async put(id, secret) {
      session.delete(id)
      if (!hasKeychain()) {
        session.set(id, secret)
        return
      }
      const encrypted = safeStorage.encryptString(secret).toString('base64')
      await change((stored) => void (stored[id] = encrypted))
    },
    async remove(id) {
      session.delete(id)
      await change((stored) => void delete stored[id])
    },
  }
}
