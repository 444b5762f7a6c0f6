/** Our own outlines on a 24 unit grid. A leading `!` fills the path. */
const outlines = {
  play: ['!M8 5.4v13.2c0 .8.9 1.3 1.6.8l10-6.6c.6-.4.6-1.2 0-1.6l-10-6.6C8.9 4.1 8 4.6 8 5.4z'],
  pause: ['!M7 5h3.200v14H7z', '!M13.8 5H17v14h-3.200z'],
  replay: ['M4 12a8 8 0 1 0 2.6-5.9', 'M4 4v4.500h4.5'],
  captions: [
    'M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z',
    'M10.5 10.300a2.2 2.2 0 1 0 0 3.4',
    'M17 10.300a2.2 2.2 0 1 0 0 3.4',
  ],
  transcript: ['M5 6h14', 'M5 10.700h14', 'M5 15.300h9', 'M5 20h6'],
  sound: ['M4 9.500v5h3.500L12 18.500v-13L7.5 9.500z', 'M15.5 9a4.2 4.2 0 0 1 0 6', 'M18.2 6.500a8 8 0 0 1 0 11'],
  muted: ['M4 9.500v5h3.500L12 18.500v-13L7.5 9.500z', 'M16 9.500l5 5', 'M21 9.500l-5 5'],
  settings: [
    'M4 7h9',
    'M17 7h3',
    'M4 17h3',
    'M11 17h9',
    'M15 4.700a2.3 2.3 0 1 0 0 4.600a2.3 2.3 0 0 0 0-4.600z',
    'M9 14.700a2.3 2.3 0 1 0 0 4.600a2.3 2.3 0 0 0 0-4.600z',
  ],
  fullscreen: ['M4 9V4h5', 'M20 9V4h-5', 'M4 15v5h5', 'M20 15v5h-5'],
  window: ['M9 4v5H4', 'M15 4v5h5', 'M9 20v-5H4', 'M15 20v-5h5'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  check: ['M5 12.500l4.5 4.500L19 7.5'],
  up: ['M6 15l6-6 6 6'],
  down: ['M6 9l6 6 6-6'],
  grip: ['M9 6v.01', 'M15 6v.01', 'M9 12v.01', 'M15 12v.01', 'M9 18v.01', 'M15 18v.01'],
  flag: ['M5 21V4', 'M5 4.500c5-2.500 8 2.500 14 0v9c-6 2.500-9-2.500-14 0'],
  print: ['M7 8V3h10v5', 'M7 17H4V9.5A1.5 1.5 0 0 1 5.500 8h13A1.5 1.5 0 0 1 20 9.5V17h-3', 'M7 14h10v7H7z'],
  warning: ['M12 4L2.800 19.500h18.4z', 'M12 10v4.500', 'M12 17v.1'],
  question: ['M9 9.200a3 3 0 1 1 4.3 2.700c-.9.4-1.3 1-1.3 2', 'M12 17.500v.1'],
} as const

export type IconName = keyof typeof outlines

const svgNamespace = 'http://www.w3.org/2000/svg'

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg')
  for (const [key, value] of Object.entries({
    viewBox: '0 0 24 24',
    'aria-hidden': 'true',
    focusable: 'false',
    class: 'tb-icon',
  }))
    svg.setAttribute(key, value)
  for (const outline of outlines[name]) {
    const path = document.createElementNS(svgNamespace, 'path')
    path.setAttribute('d', outline.replace('!', ''))
    if (outline.startsWith('!')) path.setAttribute('class', 'tb-solid')
    svg.append(path)
  }
  return svg
}

/** A button of an icon only: its name is for screen readers and as a tooltip. */
export function setIcon(button: HTMLElement, name: IconName, label: string): void {
  if (button.dataset['icon'] !== name) {
    button.replaceChildren(icon(name))
    button.dataset['icon'] = name
  }
  button.setAttribute('aria-label', label)
  button.title = label
}
