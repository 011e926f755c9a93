import type { Network } from "../../shared/network.ts"

/** A picture that Parvis encoded itself: nothing is in it but what can be seen. */
export type Picture = { bytes: Buffer; mime: "image/webp" | "image/jpeg"; width: number; height: number }

/** What pictures are made for: the desk's screens, or a network, which takes fewer formats. */
export type PictureUse = "desk" | "network"

/**
 * Why a picture cannot be had.
 * `not_allowed`: its address is none that may be asked. `away`: no answer, or not in time. `gone`: the network refused.
 * `too_large`: in bytes or in pixels. `not_a_picture`: something else, or damaged.
 */
export type PictureTrouble = "not_allowed" | "away" | "gone" | "too_large" | "not_a_picture"

/** What may be done with pictures. Built once in main.ts. */
export type PictureTools = {
  /**
   * Fetches the picture at an address that a network named, and encodes it anew.
   * @throws PictureError
   */
  fetch: (network: Network, address: string, signal: AbortSignal) => Promise<Picture>
  /**
   * Decodes what somebody sent and encodes it anew.
   * @throws PictureError too_large, not_a_picture
   */
  encode: (bytes: Buffer, use: PictureUse) => Promise<Picture>
}

/** A picture that cannot be had; only `away` may be better later. */
export class PictureError extends Error {
  override name = "PictureError"
  readonly trouble: PictureTrouble

  constructor(trouble: PictureTrouble, detail: string, options: { cause?: unknown } = {}) {
    super(`picture: ${trouble}, ${detail}`, options)
    this.trouble = trouble
  }
}
