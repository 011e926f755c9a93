import { Canvas, colour, type Point } from "./canvas.ts"
import { encodePng } from "./png.ts"

/** Capital letters as strokes on a grid of 5 by 7: digits are x and y, `/` lifts the pen. */
const LETTERS: Record<string, string> = {
  A: "062046/1434",
  B: "003041423303/334445360600",
  C: "4130100105163645",
  D: "00304145360600",
  E: "40000646/0333",
  F: "400006/0333",
  G: "41301001051636454323",
  H: "0006/4046/0343",
  I: "1030/2026/1636",
  J: "4045361605",
  K: "0006/400346",
  L: "000646",
  M: "0600234046",
  N: "06004640",
  O: "103041453616050110",
  P: "06003041423303",
  Q: "103041453616050110/3446",
  R: "06003041423303/2346",
  S: "413010010213334445361605",
  T: "0040/2026",
  U: "000516364540",
  V: "002640",
  W: "0016233640",
  X: "0046/4006",
  Y: "002340/2326",
  Z: "00400646",
}
const WHITE = colour("#ffffff")

const PARTICLES = new Set(["de", "du", "des", "la", "le", "les", "et", "sans"])

/** « Aïcha Ben Salah » -> AB, « Ville de Parvis » -> VP: at most two capitals, without accents. */
export function initials(name: string): string {
  const words = name
    .normalize("NFD")
    .replace(/[^A-Za-z\s-]/g, "")
    .split(/[\s-]+/)
    .filter((word) => word !== "" && !PARTICLES.has(word))
  const letters = words.length > 1 ? [words[0]![0], words[1]![0]] : [words[0]?.[0]]
  return letters.join("").toUpperCase()
}

/** A square avatar: white initials on the person's colour. */
export function drawAvatar(name: string, background: string, size: number): Buffer {
  const canvas = new Canvas(size, size, colour(background))
  const text = initials(name)
  const unit = size / 18
  const width = (text.length * 4 + (text.length - 1) * 2) * unit
  ;[...text].forEach((letter, index) => {
    const left = (size - width) / 2 + index * 6 * unit
    for (const line of (LETTERS[letter] ?? "").split("/")) {
      const points = [...line.matchAll(/(\d)(\d)/g)].map(([, x, y]): Point => [
        left + Number(x) * unit,
        size / 2 + (Number(y) - 3) * unit,
      ])
      if (points.length > 1) canvas.stroke(points, unit * 1.15, WHITE)
    }
  })
  return encodePng(canvas)
}
