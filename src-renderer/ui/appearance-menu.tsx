import { Check, SunMoon } from 'lucide-react'
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import { text } from '#shared/messages/ui/catalogue.ts'
import { IconButton } from './button.tsx'
import { themeStore, setAppearance, textSizes, themes } from './theme.ts'
import styles from './overlays.module.css'

/** How the app looks, and how large. */
export function AppearanceMenu() {
  const { theme, textSize } = useStore(themeStore)
  return (
    <MenuTrigger>
      <IconButton icon={SunMoon} label={text.common.theme.label} />
      <Popover className={styles['popover'] ?? ''} placement="bottom end" offset={4}>
        <Menu className={styles['menu'] ?? ''} aria-label={text.common.theme.label}>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const chosen = themes.find((id) => keys !== 'all' && keys.has(id))
              if (chosen) setAppearance({ theme: chosen })
            }}
          >
            <Header className={styles['menuHeading']}>{text.common.theme.label}</Header>
            {themes.map((id) => (
              <Choice key={id} id={id} name={text.common.theme[id]} />
            ))}
          </MenuSection>
          <MenuSection
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[String(textSize)]}
            onSelectionChange={(keys) => {
              const chosen = textSizes.find((size) => keys !== 'all' && keys.has(String(size)))
              if (chosen !== undefined) setAppearance({ textSize: chosen })
            }}
          >
            <Header className={styles['menuHeading']}>{text.common.textSize.label}</Header>
            {textSizes.map((size) => (
              <Choice key={size} id={String(size)} name={text.common.textSize.of(text.common.percent(size), size === 1)} />
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function Choice({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <MenuItem id={id} textValue={name} className={styles['menuItem'] ?? ''}>
      <span className={styles['menuName']}>{name}</span>
      <Check size={14} className={styles['menuTick'] ?? ''} aria-hidden />
    </MenuItem>
  )
}
