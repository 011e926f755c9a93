import { deflateSync } from "node:zlib"
import sharp from "sharp"

/** A small picture of one colour, as a camera would write it: with a position, turned by a quarter. */
export const photoWithPosition = (width = 60, height = 40): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#c0392b" } })
    .withExif({
      IFD0: { Make: "Parvis" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "48/1 51/1 24/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

export const plainPng = (width = 30, height = 20): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 4, background: "#2c7a7b80" } })
    .png()
    .toBuffer()

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex")

/** A PNG of a few bytes that says it is so large, and would unpack to gigabytes. */
export function bomb(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.alloc(1_000_000))),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, "latin1"), data])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** The checksum of PNG chunks (RFC 2083, annex). Node's own came after the version we run on. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
