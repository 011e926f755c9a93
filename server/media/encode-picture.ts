import sharp, { type Sharp } from "sharp"
import { type Picture, PictureError, type PictureUse } from "./picture.ts"

/** Telephones make 12 to 50 million pixels; what has more is not meant to be looked at. */
const MOST_PIXELS = 52_000_000
/** The longer side, in pixels. */
const LONGEST_SIDE: Record<PictureUse, number> = { desk: 1600, network: 2048 }
/** MongoDB takes documents of 16 MB; pictures of this size are rare and still load at once. */
const MOST_STORED = 2 * 1024 * 1024
/** The second one is for the picture that is still too large in the first. */
const QUALITIES = [82, 55]
const DECODE_SECONDS = 5

// Only these decoders are ever reached, whatever the bytes say they are: no SVG, PDF or anything that loads more.
sharp.block({ operation: ["VipsForeignLoad"] })
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
  ],
})
// Pictures come one by one and are never the same twice.
sharp.cache(false)
sharp.concurrency(1)

/**
 * Decodes a JPEG, PNG, WebP or the first image of a GIF and encodes it anew: turned as its EXIF said, no larger than
 * screens need, and without EXIF, position, or anything that was hidden behind the picture.
 * @throws PictureError too_large, not_a_picture
 */
export async function encodePicture(bytes: Buffer, use: PictureUse): Promise<Picture> {
  for (const quality of QUALITIES) {
    const { data, info } = await encode(bytes, use, quality)
    if (data.length <= MOST_STORED)
      return {
        bytes: data,
        mime: use === "desk" ? "image/webp" : "image/jpeg",
        width: info.width,
        height: info.height,
      }
  }
  throw new PictureError("too_large", `more than ${MOST_STORED} bytes when encoded`)
}

async function encode(bytes: Buffer, use: PictureUse, quality: number) {
  const side = LONGEST_SIDE[use]
  try {
    const decoded = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", animated: false })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    return await formatted(decoded, use, quality).toBuffer({ resolveWithObject: true })
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    const trouble = /pixel limit|timeout/i.test(words) ? "too_large" : "not_a_picture"
    throw new PictureError(trouble, words.slice(0, 200), { cause: error })
  }
}

/** Networks all take JPEG, which has no transparency: what shows through is white, as on their pages. */
function formatted(decoded: Sharp, use: PictureUse, quality: number): Sharp {
  return use === "desk"
    ? decoded.webp({ quality })
    : decoded.flatten({ background: "white" }).jpeg({ quality, chromaSubsampling: "4:4:4" })
}
