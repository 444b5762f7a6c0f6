import { app, nativeTheme } from 'electron'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = 'app.info' | 'app.getSettings' | 'app.setSettings' | 'app.closeReady'

/** The Electron of package.json; anything older is the closed-network runtime. */
const shippedElectronMajor = 45

export function createAppHandlers(
  settings: SettingsStore,
  confirmClose: (webContentsId: number) => void,
): Pick<ChannelHandlers, Names> {
  return {
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      developmentRuntime: Number(process.versions.electron.split('.')[0]) < shippedElectronMajor,
    }),
    'app.getSettings': () => settings.read(),
    async 'app.setSettings'(wanted) {
      const saved = await settings.write(wanted)
      nativeTheme.themeSource = saved.theme
      return saved
    },
    'app.closeReady'(_nothing, { webContents }) {
      confirmClose(webContents.id)
      return {}
    },
  }
}
