/** Where a secret is: in the keychain of the system, or only in this run of the program. */
export type SecretPlace = 'keychain' | 'session'

/** Keeps secrets by the id of their place, and never shows where they could be read. */
export type SecretStore = {
  /** Whether what is kept outlasts the program. */
  readonly lasts: () => boolean
  /** Where the secret is; null where there is none (any more). */
  find(id: string): Promise<SecretPlace | null>
  /** Throws `publish.secret-missing`, `publish.secret-unreadable`. */
  read(id: string): Promise<string>
  put(id: string, secret: string): Promise<void>
  remove(id: string): Promise<void>
}
