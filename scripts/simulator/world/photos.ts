import { type Scene } from "../pictures/scenes.ts"
import { SCENE_HEIGHT, SCENE_WIDTH } from "../pictures/street.ts"
import { type World } from "./world.ts"

const ALT: Record<Scene, string> = {
  pothole: "Nid-de-poule rempli d'eau au milieu de la chaussée",
  dark_street: "Rue de nuit, deux lampadaires éteints",
  overflowing_bin: "Corbeille pleine, sacs-poubelle au sol",
  graffiti: "Mur couvert de tags",
  flood: "Rue inondée, voiture à moitié sous l'eau",
  fallen_tree: "Arbre tombé en travers de la rue",
  badly_parked_car: "Voiture garée sur le passage piéton",
  fallen_cable: "Câble électrique tombé sur la chaussée",
  playground: "Toboggan d'une aire de jeux",
  flowers: "Massif de fleurs au pied d'un arbre",
  letter: "Courrier administratif posé sur une table",
}

/** A photo drawn by us, published by someone. */
export function addScene(world: World, ownerId: string, scene: Scene, seed: number, at?: number): string {
  const key = `3_${world.idAt(at)}`
  world.record({
    type: "media",
    media: {
      key,
      ownerId,
      width: SCENE_WIDTH,
      height: SCENE_HEIGHT,
      altText: ALT[scene],
      createdAt: at ?? world.now(),
      source: { from: "scene", scene, seed },
    },
  })
  return key
}

/** A photo that came as bytes. Null when they are neither PNG nor JPEG. */
export function addUpload(
  world: World,
  ownerId: string,
  bytes: Buffer,
  altText?: string,
  id = world.nextId(),
): string | null {
  const size = sizeOf(bytes)
  if (!size) return null
  const key = `3_${id}`
  world.record({
    type: "media",
    media: {
      key,
      ownerId,
      width: size.width,
      height: size.height,
      altText,
      createdAt: world.now(),
      source: { from: "upload", contentType: size.contentType, base64: bytes.toString("base64") },
    },
  })
  return key
}

/** docs.x.com, "Media": an upload that no message took within a day is gone. */
export const UPLOAD_LIFETIME_SECONDS = 86_400

/** The keys of uploaded media, or null when one is not the owner's, is unknown or was left too long. */
export function usableMedia(world: World, ownerId: string, mediaIds: string[]): string[] | null {
  const keys = mediaIds.map((id) => `3_${id}`)
  const since = world.now() - UPLOAD_LIFETIME_SECONDS * 1000
  const isUsable = (key: string) => {
    const media = world.media.get(key)
    return media?.ownerId === ownerId && media.createdAt > since
  }
  return keys.every(isUsable) ? keys : null
}

function sizeOf(bytes: Buffer): { width: number; height: number; contentType: string } | null {
  if (bytes.length > 24 && bytes.toString("latin1", 1, 4) === "PNG")
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), contentType: "image/png" }
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1]!
    // Start of frame, except the three markers of that range that are something else.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return {
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
        contentType: "image/jpeg",
      }
  }
  return null
}
