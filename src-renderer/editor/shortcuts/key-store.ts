import { createStore } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { KeyChoices } from '#shared/ipc/areas/keys.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { makeKeymap, type Keymap } from './keymap.ts'

type Keys = { readonly choices: KeyChoices; readonly keymap: Keymap }

/** The user's keys, the same in every lesson. */
export const keyStore = createStore<Keys>(() => ({ choices: {}, keymap: makeKeymap({}) }))

const apply = (choices: KeyChoices): void => keyStore.setState({ choices, keymap: makeKeymap(choices) })

export async function loadKeys(): Promise<void> {
  apply(await call('keys.get', {}))
}

/** Takes effect at once; choices that cannot be stored still hold for this window, and the user is told. */
export function setKeys(choices: KeyChoices): void {
  apply(choices)
  void call('keys.set', choices).catch(() => void showToast(text.shortcuts.notStored))
}
