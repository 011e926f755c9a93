import sharp from "sharp"
import { expect, test } from "vitest"
import { encodePicture } from "./encode-picture.ts"
import { bomb, photoWithPosition, plainPng } from "./testing/pictures.ts"

const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>`)

test("a camera's position and make go, and the picture stands as it was taken", async () => {
  const taken = await photoWithPosition(60, 40)
  expect((await sharp(taken).metadata()).exif).toBeDefined()
  for (const use of ["desk", "network"] as const) {
    const { bytes, width, height } = await encodePicture(taken, use)
    const { exif, xmp, iptc, orientation } = await sharp(bytes).metadata()
    expect({ exif, xmp, iptc, orientation }).toEqual({})
    expect([width, height]).toEqual([40, 60])
  }
})

test("what was appended to a picture is gone", async () => {
  const polyglot = Buffer.concat([await photoWithPosition(), Buffer.from("<script>alert(1)</script>")])
  expect((await encodePicture(polyglot, "desk")).bytes.includes("script")).toBe(false)
})

test("large pictures shrink to what screens need, small ones stay", async () => {
  const large = await plainPng(3200, 800)
  expect(await encodePicture(large, "desk")).toMatchObject({ mime: "image/webp", width: 1600, height: 400 })
  expect(await encodePicture(await plainPng(), "network")).toMatchObject({ mime: "image/jpeg", width: 30 })
})

test("of an animated picture the first image is kept", async () => {
  const frames = await sharp(Buffer.alloc(8 * 16 * 3), {
    raw: { width: 8, height: 16, channels: 3, pageHeight: 8 },
  })
    .gif({ delay: [50, 50] })
    .toBuffer()
  expect(await encodePicture(frames, "network")).toMatchObject({ width: 8, height: 8 })
})

test("a decompression bomb is refused before it unpacks", async () => {
  const before = process.memoryUsage().rss
  await expect(encodePicture(bomb(30_000), "desk")).rejects.toMatchObject({ trouble: "too_large" })
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})

test.each([
  ["an SVG", svg],
  ["a web page", Buffer.from("<!doctype html><title>Hello</title>")],
  ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj")],
  ["a TIFF", Buffer.from("49492a0008000000", "hex")],
  ["nothing", Buffer.alloc(0)],
])("%s is not a picture", async (_name, bytes) => {
  await expect(encodePicture(bytes, "desk")).rejects.toMatchObject({ trouble: "not_a_picture" })
})

test("half a picture is not one", async () => {
  const whole = await photoWithPosition(400, 300)
  const half = whole.subarray(0, whole.length / 2)
  await expect(encodePicture(half, "desk")).rejects.toMatchObject({ trouble: "not_a_picture" })
})
