import { z } from "zod"
import { Canvas, colour } from "./canvas.ts"
import { encodePng } from "./png.ts"
import { seededRandom } from "./random.ts"
import {
  ASPHALT,
  DAY,
  INK,
  KERB,
  lamp,
  LEAF,
  NIGHT,
  SCENE_HEIGHT,
  SCENE_WIDTH,
  shade,
  street,
  tree,
  TRUNK,
  WATER,
} from "./street.ts"

/** What citizens photograph. Drawn in code: the simulator has no picture files and asks nobody for any. */
export const Scene = z.enum([
  "pothole",
  "dark_street",
  "overflowing_bin",
  "graffiti",
  "flood",
  "fallen_tree",
  "badly_parked_car",
  "fallen_cable",
  "playground",
  "flowers",
  "letter",
])
export type Scene = z.infer<typeof Scene>

type Painter = (canvas: Canvas, random: () => number) => void

/** The same scene and seed always give the same PNG. */
export function drawScene(scene: Scene, seed: number): Buffer {
  const random = seededRandom(seed)
  const [top, bottom] = scene === "dark_street" ? NIGHT : DAY
  const canvas = new Canvas(SCENE_WIDTH, SCENE_HEIGHT, top, bottom)
  PAINTERS[scene](canvas, random)
  return encodePng(canvas.grain(random, 10))
}

const PAINTERS: Record<Scene, Painter> = {
  pothole(canvas, random) {
    street(canvas, random)
    canvas.ellipse(330, 418, 118, 34, shade(ASPHALT, 0.75)).ellipse(334, 422, 96, 25, INK)
    canvas.ellipse(320, 428, 62, 13, WATER, 0.7)
    for (let i = 0; i < 14; i++)
      canvas.ellipse(
        215 + random() * 240,
        392 + random() * 62,
        3 + random() * 5,
        2 + random() * 3,
        shade(ASPHALT, 0.6),
      )
  },
  dark_street(canvas, random) {
    street(canvas, random, colour("#333a52"))
    canvas.rectangle(0, 328, SCENE_WIDTH, 152, colour("#10131f"), 0, 0.6)
    lamp(canvas, 130, false)
    lamp(canvas, 330, false)
    lamp(canvas, 530, true)
  },
  overflowing_bin(canvas, random) {
    street(canvas, random)
    canvas
      .rectangle(250, 230, 120, 150, colour("#3d6b4b"), 10)
      .rectangle(242, 214, 136, 24, colour("#2c5138"), 8)
    for (let i = 0; i < 9; i++) {
      const [x, y] = [200 + random() * 230, i < 4 ? 190 + random() * 25 : 352 + random() * 40]
      canvas.ellipse(x, y, 34, 25, shade(colour("#31343b"), 0.8 + random() * 0.9))
      canvas.stroke(
        [
          [x, y - 24],
          [x + 6, y - 36],
        ],
        5,
        INK,
      )
    }
  },
  graffiti(canvas, random) {
    street(canvas, random)
    canvas.rectangle(40, 90, 560, 240, colour("#cbbfae"))
    for (const [hue, shift] of [
      ["#c2306b", 0],
      ["#2f66b5", 26],
      ["#3aa06d", 52],
    ] as const) {
      const points = Array.from({ length: 9 }, (_, i): [number, number] => [
        110 + i * 52,
        170 + shift + Math.sin(i * 1.7 + shift) * 46 + random() * 20,
      ])
      canvas.stroke(points, 15, colour(hue), 0.9)
    }
  },
  flood(canvas, random) {
    street(canvas, random)
    canvas.rectangle(0, 300, SCENE_WIDTH, 180, WATER, 0, 0.9)
    for (let i = 0; i < 26; i++) {
      const [x, y] = [random() * SCENE_WIDTH, 310 + random() * 160]
      canvas.stroke(
        [
          [x, y],
          [x + 40 + random() * 50, y + 2],
        ],
        3,
        colour("#cfe4ee"),
        0.55,
      )
    }
    canvas
      .rectangle(420, 268, 120, 46, colour("#8d2f2a"), 14)
      .rectangle(446, 240, 66, 34, colour("#2f3a44"), 10)
  },
  fallen_tree(canvas, random) {
    street(canvas, random)
    tree(canvas, 70, random)
    canvas.stroke(
      [
        [180, 390],
        [520, 350],
      ],
      30,
      TRUNK,
    )
    for (let i = 0; i < 22; i++)
      canvas.ellipse(420 + random() * 190, 300 + random() * 110, 32, 26, shade(LEAF, 0.75 + random() * 0.4))
  },
  badly_parked_car(canvas, random) {
    street(canvas, random)
    canvas
      .rectangle(170, 282, 300, 70, colour("#b8442f"), 26)
      .rectangle(225, 236, 180, 62, colour("#26323c"), 24)
    canvas.ellipse(236, 352, 34, 34, INK).ellipse(406, 352, 34, 34, INK)
    canvas.ellipse(236, 352, 15, 15, KERB).ellipse(406, 352, 15, 15, KERB)
    canvas.rectangle(560, 190, 6, 140, INK).ellipse(563, 176, 26, 26, colour("#1f58a8"))
  },
  fallen_cable(canvas, random) {
    street(canvas, random)
    lamp(canvas, 90, false)
    canvas.stroke(
      [
        [138, 100],
        [250, 190],
        [320, 330],
        [400, 400],
        [520, 408],
        [600, 442],
      ],
      6,
      INK,
    )
    canvas
      .polygon(
        [
          [380, 360],
          [410, 300],
          [440, 360],
        ],
        colour("#f2b632"),
      )
      .stroke(
        [
          [410, 322],
          [410, 342],
        ],
        5,
        INK,
      )
  },
  playground(canvas, random) {
    street(canvas, random)
    canvas.rectangle(0, 330, SCENE_WIDTH, 150, colour("#c9a777"))
    canvas.stroke(
      [
        [160, 420],
        [230, 200],
        [300, 420],
      ],
      12,
      colour("#b5482e"),
    )
    canvas
      .stroke(
        [
          [230, 210],
          [450, 400],
        ],
        26,
        colour("#e0b13d"),
      )
      .stroke(
        [
          [196, 320],
          [262, 320],
        ],
        8,
        INK,
      )
    tree(canvas, 560, random)
  },
  flowers(canvas, random) {
    street(canvas, random)
    tree(canvas, 120, random)
    canvas.rectangle(0, 356, SCENE_WIDTH, 124, shade(LEAF, 0.9))
    for (let i = 0; i < 90; i++) {
      const hue = ["#d8436b", "#f0c33c", "#f4f1e8", "#8a5bc4"][Math.floor(random() * 4)]!
      canvas.ellipse(random() * SCENE_WIDTH, 366 + random() * 104, 7, 7, colour(hue))
    }
  },
  letter(canvas, random) {
    canvas
      .rectangle(0, 0, SCENE_WIDTH, SCENE_HEIGHT, colour("#7a5f48"))
      .rectangle(130, 30, 380, 430, colour("#f6f4ee"), 4)
    canvas.rectangle(160, 60, 80, 44, colour("#2d4f7c"), 3)
    for (let y = 150; y < 420; y += 24)
      canvas.rectangle(160, y, 200 + random() * 110, 8, colour("#9b978e"), 3)
  },
}
