import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadAppearance } from './ui/theme.ts'

const root = document.getElementById('root')
if (root !== null) {
  // Without stored preferences the window looks as the computer is set.
  void loadAppearance().catch(() => undefined)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  // Without stored choices the keys are those of the tables. Nothing before a lesson is open has keys to choose.
  requestIdleCallback(
    () => void import('./editor/shortcuts/key-store.ts').then(({ loadKeys }) => loadKeys()).catch(() => undefined),
  )
}
