/** Red, green, blue from 0 to 255. */
export type Colour = readonly [number, number, number]
export type Point = readonly [number, number]
type Bounds = { left: number; top: number; right: number; bottom: number }

/** `#rrggbb` as numbers. */
export function colour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/**
 * A picture that shapes are painted on. A shape is a signed distance (negative inside), which gives smooth
 * edges without supersampling: the pixel under the edge takes part of the colour.
 */
export class Canvas {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array

  constructor(width: number, height: number, top: Colour, bottom: Colour = top) {
    this.width = width
    this.height = height
    this.pixels = new Uint8Array(width * height * 3)
    for (let y = 0; y < height; y++) {
      const mixed = mix(top, bottom, y / Math.max(1, height - 1))
      for (let x = 0; x < width; x++) this.pixels.set(mixed, (y * width + x) * 3)
    }
  }

  rectangle(x: number, y: number, width: number, height: number, fill: Colour, radius = 0, alpha = 1): this {
    const [cx, cy, hx, hy] = [x + width / 2, y + height / 2, width / 2 - radius, height / 2 - radius]
    return this.paint({ left: x, top: y, right: x + width, bottom: y + height }, fill, alpha, (px, py) => {
      const [dx, dy] = [Math.abs(px - cx) - hx, Math.abs(py - cy) - hy]
      return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
    })
  }

  ellipse(cx: number, cy: number, rx: number, ry: number, fill: Colour, alpha = 1): this {
    return this.paint(
      { left: cx - rx, top: cy - ry, right: cx + rx, bottom: cy + ry },
      fill,
      alpha,
      (x, y) => {
        const far = Math.hypot((x - cx) / rx, (y - cy) / ry)
        return (far - 1) * Math.min(rx, ry)
      },
    )
  }

  polygon(points: Point[], fill: Colour, alpha = 1): this {
    return this.paint(boundsOf(points, 0), fill, alpha, (x, y) => polygonDistance(points, x, y))
  }

  stroke(points: Point[], width: number, fill: Colour, alpha = 1): this {
    return this.paint(boundsOf(points, width), fill, alpha, (x, y) => {
      let nearest = Infinity
      for (let i = 1; i < points.length; i++)
        nearest = Math.min(nearest, segmentDistance(points[i - 1]!, points[i]!, x, y))
      return nearest - width / 2
    })
  }

  /** Grain, so that a drawn picture weighs and looks a little like a photo. */
  grain(random: () => number, strength: number): this {
    for (let i = 0; i < this.pixels.length; i += 3) {
      const shift = (random() - 0.5) * strength
      for (let c = i; c < i + 3; c++) this.pixels[c] = Math.max(0, Math.min(255, this.pixels[c]! + shift))
    }
    return this
  }

  private paint(
    bounds: Bounds,
    fill: Colour,
    alpha: number,
    distance: (x: number, y: number) => number,
  ): this {
    const left = Math.max(0, Math.floor(bounds.left) - 1)
    const right = Math.min(this.width - 1, Math.ceil(bounds.right) + 1)
    const top = Math.max(0, Math.floor(bounds.top) - 1)
    const bottom = Math.min(this.height - 1, Math.ceil(bounds.bottom) + 1)
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        const cover = Math.max(0, Math.min(1, 0.5 - distance(x + 0.5, y + 0.5))) * alpha
        if (cover > 0) this.blend((y * this.width + x) * 3, fill, cover)
      }
    return this
  }

  private blend(at: number, fill: Colour, cover: number): void {
    for (let c = 0; c < 3; c++)
      this.pixels[at + c] = Math.round(this.pixels[at + c]! * (1 - cover) + fill[c]! * cover)
  }
}

function mix(a: Colour, b: Colour, part: number): Colour {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part]
}

function boundsOf(points: Point[], margin: number): Bounds {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return {
    left: Math.min(...xs) - margin,
    right: Math.max(...xs) + margin,
    top: Math.min(...ys) - margin,
    bottom: Math.max(...ys) + margin,
  }
}

function segmentDistance([ax, ay]: Point, [bx, by]: Point, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - ax - dx * along, y - ay - dy * along)
}

function polygonDistance(points: Point[], x: number, y: number): number {
  let nearest = Infinity
  let inside = false
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length]!
    nearest = Math.min(nearest, segmentDistance(a, b, x, y))
    const crosses = a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]
    if (crosses) inside = !inside
  })
  return inside ? -nearest : nearest
}
