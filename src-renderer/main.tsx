import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadTheme } from './ui/theme.ts'

const root = document.getElementById('root')
if (root !== null) {
  // Without stored preferences the window looks as the computer is set.
  void loadTheme().catch(() => undefined)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
