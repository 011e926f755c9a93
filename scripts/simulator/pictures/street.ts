import { type Canvas, type Colour, colour } from "./canvas.ts"

export const SCENE_WIDTH = 640
export const SCENE_HEIGHT = 480

export const [INK, ASPHALT, KERB, WALL] = [
  colour("#2b2d33"),
  colour("#5c6068"),
  colour("#b9b4a8"),
  colour("#d8cdbb"),
]
export const [LEAF, TRUNK, WATER, SUN] = [
  colour("#4f8a4c"),
  colour("#6b4a32"),
  colour("#5f8fa8"),
  colour("#ffd98a"),
]
export const DAY: [Colour, Colour] = [colour("#a9c9e4"), colour("#eef3f2")]
export const NIGHT: [Colour, Colour] = [colour("#101628"), colour("#2a3350")]

/** Houses, a pavement and a road: the ground of most pictures. */
export function street(canvas: Canvas, random: () => number, walls: Colour = WALL): void {
  let x = -20
  while (x < SCENE_WIDTH) {
    const width = 90 + random() * 80
    const top = 60 + random() * 90
    const tone = 0.85 + random() * 0.2
    canvas.rectangle(x, top, width, 330 - top, shade(walls, tone))
    canvas.rectangle(x, top - 8, width, 12, shade(walls, 0.55))
    for (let wx = x + 14; wx < x + width - 22; wx += 34)
      for (let wy = top + 24; wy < 280; wy += 58)
        canvas.rectangle(wx, wy, 17, 30, shade(walls, random() > 0.6 ? 0.5 : 0.62), 2)
    x += width
  }
  canvas.rectangle(0, 328, SCENE_WIDTH, 26, KERB).rectangle(0, 352, SCENE_WIDTH, 130, ASPHALT)
  for (let dash = 20; dash < SCENE_WIDTH; dash += 130)
    canvas.polygon(
      [
        [dash, 428],
        [dash + 66, 428],
        [dash + 60, 436],
        [dash - 6, 436],
      ],
      colour("#e9e6dc"),
      0.8,
    )
}

export function lamp(canvas: Canvas, x: number, lit: boolean): void {
  canvas.rectangle(x, 110, 7, 236, INK).stroke(
    [
      [x + 3, 112],
      [x + 20, 96],
      [x + 46, 98],
    ],
    6,
    INK,
  )
  if (lit) canvas.ellipse(x + 48, 106, 90, 80, SUN, 0.25).ellipse(x + 48, 104, 12, 7, SUN)
  else canvas.ellipse(x + 48, 104, 12, 6, colour("#3c4154"))
}

export function tree(canvas: Canvas, x: number, random: () => number): void {
  canvas.rectangle(x - 7, 220, 14, 118, TRUNK)
  for (let i = 0; i < 12; i++)
    canvas.ellipse(
      x + (random() - 0.5) * 90,
      180 + (random() - 0.5) * 80,
      34,
      30,
      shade(LEAF, 0.85 + random() * 0.3),
    )
}

/** The same colour, darker below 1 and lighter above. */
export function shade([r, g, b]: Colour, by: number): Colour {
  return [Math.min(255, r * by), Math.min(255, g * by), Math.min(255, b * by)]
}
