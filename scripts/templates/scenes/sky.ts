import type { Draw } from '../design.ts'
import { clamp01, disc, easeBack, gradient, oval, polygon, seeded, stroke, through, within } from './brush.ts'

const cloud = (brush: Parameters<Draw>[0], x: number, y: number, scale: number, alpha = 0.92): void =>
  within(brush, () => {
    brush.globalAlpha = alpha
    for (const [dx, dy, r] of [
      [-130, 20, 80],
      [-50, -30, 110],
      [60, -20, 100],
      [140, 25, 72],
    ] as const)
      disc(brush, x + dx * scale, y + dy * scale, r * scale, '#ffffff')
    brush.fillStyle = '#ffffff'
    brush.fillRect(x - 140 * scale, y + 20 * scale, 290 * scale, 76 * scale)
  })

export const morning: Draw = (brush, time) => {
  gradient(brush, [
    [0, '#2f7fe6'],
    [0.55, '#7cbcf7'],
    [0.8, '#d9efff'],
    [1, '#fff3d6'],
  ])
  const rise = through(time, 0, 4)
  disc(brush, 800, 520 - rise * 120, 250, 'rgba(255, 236, 150, 0.35)')
  disc(brush, 800, 520 - rise * 120, 150, '#ffe27a')
  cloud(brush, 260 + time * 26, 420, 1.1)
  cloud(brush, 760 - time * 18, 820, 0.8, 0.8)
  cloud(brush, 120 + time * 34, 980, 0.6, 0.7)
  oval(brush, 240, 1900, 900, 520, '#3c8f63')
  oval(brush, 900, 1980, 820, 520, '#2c7350')
  // A child lies on the hill and looks up; a kite stands in the wind.
  within(brush, () => {
    const sway = Math.sin(time * 1.6) * 26
    stroke(
      brush,
      [
        [430, 1370],
        [560 + sway, 1040],
        [640 + sway * 1.6, 820],
      ],
      4,
      'rgba(255, 255, 255, 0.9)',
    )
    brush.translate(640 + sway * 1.6, 780)
    brush.rotate(0.3 + sway / 160)
    polygon(
      brush,
      [
        [0, -130],
        [90, 0],
        [0, 170],
        [-90, 0],
      ],
      '#ff5a4d',
    )
    polygon(
      brush,
      [
        [0, -130],
        [90, 0],
        [0, 0],
      ],
      '#ff8a5c',
    )
    polygon(
      brush,
      [
        [0, 170],
        [-90, 0],
        [0, 0],
      ],
      '#d93a3a',
    )
  })
  disc(brush, 400, 1352, 46, '#5b3a29')
  stroke(
    brush,
    [
      [398, 1410],
      [380, 1510],
    ],
    74,
    '#ffd84d',
  )
  stroke(
    brush,
    [
      [410, 1430],
      [440, 1372],
    ],
    26,
    '#5b3a29',
  )
  stroke(
    brush,
    [
      [366, 1530],
      [350, 1640],
    ],
    32,
    '#1d3fbb',
  )
  stroke(
    brush,
    [
      [394, 1530],
      [404, 1640],
    ],
    32,
    '#1d3fbb',
  )
}

const rainbow = ['#ff4b4b', '#ff9a3d', '#ffe14d', '#53d86a', '#3fa9ff', '#7a5cff'] as const

export const prism: Draw = (brush, time) => {
  gradient(brush, [
    [0, '#0b1338'],
    [1, '#1a2560'],
  ])
  const shine = through(time, 0.5, 1.2)
  const spread = through(time, 1.6, 1.4)
  const [mx, my] = [520, 700]
  brush.lineCap = 'butt'
  stroke(
    brush,
    [
      [-20, 980],
      [-20 + (mx - 60) * shine, 980 - 230 * shine],
    ],
    34,
    '#ffffff',
  )
  rainbow.forEach((colour, index) => {
    const end = [mx + 20 + 620 * spread, my + 30 + (140 + index * 92 - 180) * spread] as const
    if (spread > 0)
      polygon(
        brush,
        [
          [mx + 10, my - 4 + index * 8],
          [mx + 10, my + 8 + index * 8],
          [end[0], end[1] + 92 * spread],
          [end[0], end[1]],
        ],
        colour,
      )
  })
  within(brush, () => {
    brush.shadowColor = 'rgba(160, 200, 255, 0.8)'
    brush.shadowBlur = 70
    polygon(
      brush,
      [
        [mx, my - 290],
        [mx + 270, my + 190],
        [mx - 270, my + 190],
      ],
      'rgba(190, 220, 255, 0.30)',
    )
  })
  polygon(
    brush,
    [
      [mx, my - 290],
      [mx + 270, my + 190],
      [mx - 270, my + 190],
    ],
    'rgba(215, 235, 255, 0.22)',
  )
  stroke(
    brush,
    [
      [mx, my - 290],
      [mx + 270, my + 190],
      [mx - 270, my + 190],
      [mx, my - 290],
    ],
    10,
    'rgba(255, 255, 255, 0.9)',
  )
  const random = seeded(4)
  for (let index = 0; index < 50; index += 1) {
    const glow = 0.3 + 0.5 * Math.sin(time * 2 + index) ** 2
    within(brush, () => {
      brush.globalAlpha = glow * 0.6
      disc(brush, random() * 1080, random() * 1200, 1 + random() * 4, '#ffffff')
    })
  }
}

export const scatter: Draw = (brush, time) => {
  const blue = through(time, 1, 3.5)
  gradient(brush, [
    [0, '#0d1c55'],
    [0.6, '#274fb8'],
    [1, '#6fb2f4'],
  ])
  within(brush, () => {
    brush.globalAlpha = blue * 0.75
    gradient(brush, [
      [0, '#2a7de8'],
      [0.6, '#63b0fa'],
      [1, '#c6e6ff'],
    ])
  })
  disc(brush, 170, 250, 230, 'rgba(255, 240, 170, 0.3)')
  disc(brush, 170, 250, 140, '#fff2b0')
  const random = seeded(21)
  const molecules = Array.from({ length: 26 }, () => [90 + random() * 900, 360 + random() * 800] as const)
  // Red flies straight through; blue bounces off what is in its way.
  for (let ray = 0; ray < 3; ray += 1) {
    const far = clamp01((time - 0.3 - ray * 0.25) / 1.8)
    stroke(
      brush,
      [
        [250, 330 + ray * 26],
        [250 + 900 * far, 330 + ray * 26 + (620 + ray * 130) * far],
      ],
      12,
      ['#ff6b5e', '#ffb45e', '#ffe37a'][ray] ?? '',
    )
  }
  molecules.forEach(([x, y], index) => {
    const wobble = Math.sin(time * 3 + index) * 6
    const lit = clamp01((time - 0.7 - index * 0.09) / 0.35)
    if (lit > 0)
      for (let beam = 0; beam < 5; beam += 1) {
        const angle = (beam / 5) * 2 * Math.PI + index
        const reach = (50 + 150 * ((time * 0.9 + index * 0.31 + beam * 0.2) % 1)) * lit
        within(brush, () => {
          brush.globalAlpha = 0.9 * (1 - reach / 210)
          stroke(
            brush,
            [
              [x + Math.cos(angle) * reach * 0.55, y + Math.sin(angle) * reach * 0.55],
              [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach],
            ],
            9,
            '#dff1ff',
          )
        })
      }
    disc(brush, x + wobble - 11, y, 17 * easeBack(clamp01((time - index * 0.02) / 0.5)), '#ffffff')
    disc(brush, x + wobble + 13, y + 4, 17 * easeBack(clamp01((time - index * 0.02) / 0.5)), '#cfe4ff')
  })
}
