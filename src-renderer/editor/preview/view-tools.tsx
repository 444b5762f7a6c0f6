import { Expand, Shrink, Smartphone, SquareDashed, Tablet, Monitor, RectangleVertical } from 'lucide-react'
import { Toolbar } from 'react-aria-components'
import { useStore } from 'zustand'
import { IconButton } from '#renderer/ui/button.tsx'
import { Menu } from '#renderer/ui/overlays.tsx'
import { setAppearance, themeStore } from '#renderer/ui/theme.ts'
import { previewDevices } from '#shared/ipc/areas/app.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useDocument } from '../editor-context.tsx'
import { setFullView, viewChoices, type Device, type SafeChoice } from '../canvas/view-choices.ts'
import { useKeys } from '../shortcuts/use-keys.ts'
import { deviceFor } from './device-frame.tsx'
import styles from './preview.module.css'

const words = text.canvas.view
const safes = ['off', 'lms', 'social'] as const satisfies readonly SafeChoice[]
const deviceIcons = {
  phone: Smartphone,
  tablet: Tablet,
  desktop: Monitor,
  plain: RectangleVertical,
} as const satisfies Record<Device, unknown>

/** How the picture is shown: as on which device, with what covers it, and how large. */
export function ViewTools() {
  const { device, safeZones: safe } = useStore(themeStore)
  const full = useStore(viewChoices, (view) => view.full)
  const { canvas } = useDocument().settings
  const shown = device ?? deviceFor(canvas)
  return (
    <Toolbar className={styles['tools'] ?? ''} orientation="vertical" aria-label={words.label}>
      <Menu
        label={`${words.device}: ${words.devices[shown]}`}
        icon={deviceIcons[shown]}
        entries={previewDevices.map((each) => ({
          id: each,
          label: words.devices[each],
          icon: deviceIcons[each],
          selected: each === shown,
          onAction: () => setAppearance({ device: each }),
        }))}
      />
      <Menu
        label={`${words.safe}: ${words.safes[safe]}`}
        icon={SquareDashed}
        entries={safes.map((each) => ({
          id: each,
          label: words.safes[each],
          selected: each === safe,
          onAction: () => setAppearance({ safeZones: each }),
        }))}
      />
      <IconButton
        icon={full ? Shrink : Expand}
        label={full ? words.leaveFull : words.full}
        {...useKeys('full-screen')}
        onPress={() => setFullView(!full)}
      />
    </Toolbar>
  )
}
