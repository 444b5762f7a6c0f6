import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadKeys } from './editor/shortcuts/key-store.ts'
import { loadAppearance } from './ui/theme.ts'

const root = document.getElementById('root')
if (root !== null) {
  // Without stored preferences the window looks as the computer is set.
  void loadAppearance().catch(() => undefined)
  // Without stored choices the keys are those of the tables.
  void loadKeys().catch(() => undefined)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
