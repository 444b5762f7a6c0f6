import { box, circle, ellipse, polygon, star, turned } from '../paths.ts'
import { colours, detail, drawing, fill, line, stroke, type Drawing } from '../sticker.ts'

const { coral, coralDark, sun, sunDark, mint, mintDark, sky, skyDark, plum, plumDark, ink, white, cream, sand } = colours

export const things: readonly Drawing[] = [
  drawing('things', 'light-bulb', 'Light bulb', 'idea tip insight think lamp', [
    fill('M256 92C346 92 408 156 408 238C408 296 370 326 348 366H164C142 326 104 296 104 238C104 156 166 92 256 92Z', sunDark),
    fill(box(174, 352, 164, 112, 36), ink),
    detail('M256 104C338 104 394 162 394 236C394 288 360 316 338 354H174C152 316 118 288 118 236C118 162 174 104 256 104Z', sun),
    stroke('M214 352L206 262L256 296L306 262L298 352', white, 16, 0.9),
    detail(
      'M150 226C152 176 186 144 226 138C242 136 244 154 230 160C200 172 180 196 178 230C176 248 150 246 150 226Z',
      white,
      0.6,
    ),
    stroke('M188 394H324M192 430H320', white, 10, 0.5),
    line('M256 40V34M92 104L84 96M420 104L428 96M54 252H44M458 252H468', sun, 22),
  ]),
  drawing('things', 'book', 'Book', 'read learn story study open', [
    fill(
      'M256 138C208 96 130 84 48 96C40 97 36 102 36 110V382C36 392 44 398 54 396C130 386 204 396 256 432C308 396 382 386 458 396C468 398 476 392 476 382V110C476 102 472 97 464 96C382 84 304 96 256 138Z',
      coralDark,
    ),
    detail('M256 128C212 92 142 80 66 90V362C138 354 206 366 256 400Z', cream),
    detail('M256 128C300 92 370 80 446 90V362C374 354 306 366 256 400Z', white),
    stroke('M106 148C144 146 178 152 212 166M106 204C144 202 178 208 212 222M106 260C144 258 178 264 212 278', sand, 16),
    stroke('M406 148C368 146 334 152 300 166M406 204C368 202 334 208 300 222M406 260C368 258 334 264 300 278', sand, 16),
    detail('M362 84L410 86V214L386 192L362 212Z', coral),
  ]),
  drawing('things', 'pencil', 'Pencil', 'write draw note task', [
    fill(
      polygon(
        turned(
          [
            [206, 40],
            [306, 40],
            [306, 372],
            [256, 474],
            [206, 372],
          ],
          40,
        ),
        16,
      ),
      sunDark,
    ),
    detail(
      polygon(
        turned(
          [
            [206, 100],
            [256, 100],
            [256, 372],
            [206, 372],
          ],
          40,
        ),
        2,
      ),
      sun,
    ),
    detail(
      polygon(
        turned(
          [
            [206, 36],
            [306, 36],
            [306, 88],
            [206, 88],
          ],
          40,
        ),
        14,
      ),
      coral,
    ),
    detail(
      polygon(
        turned(
          [
            [204, 84],
            [308, 84],
            [308, 116],
            [204, 116],
          ],
          40,
        ),
        2,
      ),
      skyDark,
    ),
    detail(
      polygon(
        turned(
          [
            [208, 366],
            [304, 366],
            [256, 466],
          ],
          40,
        ),
        6,
      ),
      cream,
    ),
    detail(
      polygon(
        turned(
          [
            [236, 428],
            [276, 428],
            [256, 470],
          ],
          40,
        ),
        5,
      ),
      ink,
    ),
  ]),
  drawing('things', 'clock', 'Clock', 'time wait minute hour deadline', [
    fill(circle(256, 256, 206), skyDark),
    detail(circle(256, 250, 196), sky),
    detail(circle(256, 250, 156), white),
    stroke('M256 122V140M256 360V378M128 250H146M366 250H384', colours.sand, 16),
    stroke('M256 160V252L322 296', ink, 24),
    detail(circle(256, 250, 20), coral),
  ]),
  drawing('things', 'timer', 'Stopwatch', 'time race speed challenge seconds', [
    fill(circle(256, 284, 186), coralDark),
    fill(box(214, 36, 84, 54, 18), ink),
    fill(box(236, 76, 40, 44, 4), ink),
    fill(box(392, 118, 62, 44, 18), ink),
    detail(circle(256, 278, 176), coral),
    detail(circle(256, 278, 134), white),
    detail('M256 278V168A110 110 0 0 1 362 306Z', sun),
    stroke('M256 190V280', ink, 22),
    detail(circle(256, 278, 20), ink),
  ]),
  drawing('things', 'magnifier', 'Magnifying glass', 'look search find detail zoom closer', [
    line('M334 334L440 440', ink, 64),
    fill(circle(218, 218, 168), ink),
    detail(circle(218, 218, 130), '#d7ecff'),
    detail('M122 226A98 98 0 0 1 218 128C236 128 236 152 218 154A74 74 0 0 0 148 226C146 244 122 244 122 226Z', white),
    stroke('M370 370L438 438', coral, 36),
  ]),
  drawing('things', 'target', 'Target', 'goal aim learning hit', [
    fill(circle(250, 270, 200), coralDark),
    detail(circle(250, 266, 192), coral),
    detail(circle(250, 266, 136), white),
    detail(circle(250, 266, 84), coral),
    detail(circle(250, 266, 34), white),
    line('M252 264L424 92', ink, 22),
    fill(
      polygon(
        [
          [398, 116],
          [410, 54],
          [462, 22],
          [462, 62],
          [496, 70],
          [462, 116],
        ],
        8,
      ),
      sun,
    ),
  ]),
  drawing('things', 'flag', 'Flag', 'goal finish start mark', [
    line('M122 60V460', ink, 34),
    fill(
      'M136 82C210 46 276 130 424 84C438 80 444 90 438 102L402 180L440 262C444 274 438 282 426 284C300 320 214 232 136 276Z',
      mintDark,
    ),
    detail('M136 88C210 54 278 134 418 94L384 178L418 262C300 298 216 216 136 258Z', mint),
  ]),
  drawing('things', 'trophy', 'Trophy', 'win best prize challenge cup', [
    line('M140 122H80C76 214 110 258 168 262M372 122H432C436 214 402 258 344 262', sunDark, 36),
    fill('M134 70H378C384 236 352 316 256 320C160 316 128 236 134 70Z', sunDark),
    fill(box(228, 300, 56, 92, 6), sunDark),
    fill(box(148, 380, 216, 76, 22), ink),
    detail('M150 84H362C366 222 338 300 256 304C174 300 146 222 150 84Z', sun),
    detail(star(256, 178, 5, 66, 30, 10), white, 0.95),
    detail(box(200, 404, 112, 26, 10), sun),
  ]),
  drawing('things', 'medal', 'Medal', 'win first award prize', [
    fill(
      polygon(
        [
          [130, 40],
          [222, 40],
          [300, 226],
          [212, 250],
        ],
        10,
      ),
      sky,
    ),
    fill(
      polygon(
        [
          [382, 40],
          [290, 40],
          [212, 226],
          [300, 250],
        ],
        10,
      ),
      skyDark,
    ),
    fill(circle(256, 340, 134), sunDark),
    detail(circle(256, 336, 122), sun),
    detail(star(256, 340, 5, 78, 36, 12), white, 0.95),
  ]),
  drawing('things', 'rocket', 'Rocket', 'start launch space fast go', [
    fill('M188 392C176 452 130 476 96 470C98 428 122 386 166 366Z', sun),
    fill(
      polygon(
        turned(
          [
            [176, 268],
            [96, 366],
            [110, 408],
            [190, 372],
          ],
          40,
        ),
        16,
      ),
      coralDark,
    ),
    fill(
      polygon(
        turned(
          [
            [336, 268],
            [416, 366],
            [402, 408],
            [322, 372],
          ],
          40,
        ),
        16,
      ),
      coralDark,
    ),
    fill('M448 62C340 56 226 124 178 250L148 316L198 366L264 334C390 286 456 172 448 62Z', cream),
    detail('M448 62C414 60 378 66 344 78L432 168C444 132 450 96 448 62Z', coral),
    detail(circle(316, 196, 52), skyDark),
    detail(circle(316, 196, 36), '#cfe8ff'),
    detail('M156 298L148 316L198 366L216 358Z', ink),
  ]),
  drawing('things', 'puzzle', 'Puzzle piece', 'part fit together solve', [
    fill(
      'M84 172C84 156 94 146 110 146H192C176 74 208 42 248 42C288 42 320 74 304 146H386C402 146 412 156 412 172V250C478 234 494 266 494 304C494 342 478 374 412 358V444C412 460 402 470 386 470H110C94 470 84 460 84 444Z',
      plumDark,
    ),
    detail(
      'M96 172C96 162 102 156 112 156H208C186 82 214 56 248 56C282 56 310 82 288 156H384C394 156 400 162 400 172V264C462 244 480 272 480 302C480 332 462 360 400 340V434C400 444 394 450 384 450H112C102 450 96 444 96 434Z',
      plum,
    ),
    detail('M122 184H192C206 184 206 206 192 206H150C146 206 146 208 146 212V276C146 290 122 290 122 276Z', white, 0.45),
  ]),
  drawing('things', 'globe', 'Globe', 'world earth geography languages', [
    fill(circle(256, 256, 206), skyDark),
    detail(circle(256, 250, 196), sky),
    detail(
      'M150 130C196 100 250 100 262 130C274 160 226 170 214 198C206 220 174 210 160 232C146 254 104 250 96 222C100 186 120 152 150 130Z',
      mint,
    ),
    detail('M276 232C318 212 384 226 410 262C404 330 366 380 322 400C290 396 300 356 280 336C262 318 244 250 276 232Z', mint),
    detail('M330 92C370 108 402 140 418 176C392 186 350 170 340 144C334 128 322 108 330 92Z', mint),
    detail('M160 328C184 322 206 344 212 370C216 390 196 410 178 404C150 384 130 356 118 326C130 318 148 330 160 328Z', mint),
  ]),
  drawing('things', 'flask', 'Flask', 'science experiment chemistry lab', [
    fill(
      'M196 60H316C334 60 334 92 316 94V204L436 410C452 440 436 470 402 470H110C76 470 60 440 76 410L196 204V94C178 92 178 60 196 60Z',
      '#cfe3f2',
    ),
    detail('M214 94H298V210L342 286H170L214 210Z', white),
    detail('M156 310H356L414 414C422 432 414 446 394 446H118C98 446 90 432 98 414Z', mint),
    detail(
      'M156 310C200 286 230 334 276 314C306 300 334 300 356 310L372 338C320 324 300 356 250 346C206 338 190 320 142 336Z',
      '#6fe0c8',
    ),
    detail(circle(206, 392, 22), white, 0.8),
    detail(circle(288, 410, 15), white, 0.8),
    detail(circle(256, 366, 11), white, 0.8),
    detail(box(176, 52, 160, 44, 20), ink),
  ]),
  drawing('things', 'camera', 'Camera', 'film record photo shoot clip', [
    fill(
      'M176 118L200 76C204 70 210 66 218 66H294C302 66 308 70 312 76L336 118H428C456 118 474 136 474 164V390C474 418 456 436 428 436H84C56 436 38 418 38 390V164C38 136 56 118 84 118Z',
      ink,
    ),
    detail(box(38, 172, 436, 52, 2), coral),
    detail(circle(256, 284, 114), white),
    detail(circle(256, 284, 90), skyDark),
    detail(circle(256, 284, 58), ink),
    detail(circle(230, 258, 22), white, 0.85),
    detail(circle(418, 150, 12), sun),
  ]),
  drawing('things', 'play', 'Play', 'start video watch button', [
    fill(circle(256, 256, 206), coralDark),
    detail(circle(256, 248, 196), coral),
    detail(
      polygon(
        [
          [200, 142],
          [386, 248],
          [200, 354],
        ],
        30,
      ),
      white,
    ),
  ]),
  drawing('things', 'bell', 'Bell', 'reminder attention remember ring', [
    fill(circle(256, 414, 54), ink),
    fill(
      'M256 64C282 64 296 82 294 104C358 122 392 176 396 246C400 316 416 340 444 366C462 386 450 408 426 408H86C62 408 50 386 68 366C96 340 112 316 116 246C120 176 154 122 218 104C216 82 230 64 256 64Z',
      sunDark,
    ),
    detail('M256 112C334 112 374 166 378 248C382 318 398 352 420 376H92C114 352 130 318 134 248C138 166 178 112 256 112Z', sun),
    detail(
      'M170 246C172 200 190 170 216 158C230 152 238 170 226 180C208 194 200 214 198 248C196 266 170 264 170 246Z',
      white,
      0.6,
    ),
  ]),
  drawing('things', 'pin', 'Map pin', 'place location where here', [
    fill(ellipse(256, 446, 96, 26), sand),
    fill(
      'M256 36C354 36 420 106 420 194C420 284 338 350 274 436C264 450 248 450 238 436C174 350 92 284 92 194C92 106 158 36 256 36Z',
      coralDark,
    ),
    detail(
      'M256 48C346 48 406 112 406 192C406 270 332 334 266 416C260 424 252 424 246 416C180 334 106 270 106 192C106 112 166 48 256 48Z',
      coral,
    ),
    detail(circle(256, 190, 68), white),
  ]),
  drawing('things', 'leaf', 'Leaf', 'nature plant biology green environment', [
    line('M96 448C140 372 176 330 232 284', mintDark, 26),
    fill('M444 70C466 258 408 392 262 396C166 398 118 330 136 250C160 142 296 126 444 70Z', mintDark),
    detail('M432 88C446 256 392 378 264 380C180 382 138 322 154 254C176 158 300 142 432 88Z', mint),
    stroke('M150 376C220 290 300 226 390 150M240 290L238 222M296 240L302 176M262 270L330 290M320 220L386 236', mintDark, 12),
  ]),
  drawing('things', 'key', 'Key', 'important main answer unlock', [
    fill(`${circle(168, 178, 122)}${circle(148, 158, 42)}`, sunDark),
    line('M254 262L430 438', sunDark, 56),
    line('M350 358L400 308M404 412L448 368', sunDark, 46),
    stroke('M246 254L430 438', sun, 38),
    stroke('M354 354L400 308M408 408L448 368', sun, 28),
    detail(`${circle(168, 178, 110)}${circle(148, 158, 52)}`, sun),
  ]),
  drawing('things', 'cap', 'Graduation cap', 'school learn study graduate class', [
    fill('M126 242V346C126 388 190 412 256 412C322 412 386 388 386 346V242Z', plumDark),
    fill(
      polygon(
        [
          [256, 92],
          [490, 206],
          [256, 320],
          [22, 206],
        ],
        18,
      ),
      ink,
    ),
    detail(
      polygon(
        [
          [256, 112],
          [448, 206],
          [256, 300],
          [64, 206],
        ],
        12,
      ),
      '#34466e',
    ),
    line('M256 206L432 246V340', sunDark, 16),
    fill('M412 336H452L462 410C462 420 402 420 402 410Z', sun),
    detail('M148 286C212 320 300 320 364 286V340C364 372 310 390 256 390C202 390 148 372 148 340Z', plum),
  ]),
  drawing('things', 'music', 'Music', 'note song sound listen', [
    line('M196 372V118L408 76V330', plumDark, 44),
    fill(ellipse(148, 376, 76, 58), plumDark),
    fill(ellipse(360, 334, 76, 58), plumDark),
    stroke('M196 372V118L408 76V330', plum, 30),
    detail(ellipse(148, 372, 66, 49), plum),
    detail(ellipse(360, 330, 66, 49), plum),
    stroke('M196 178L408 136', plum, 34),
  ]),
]
