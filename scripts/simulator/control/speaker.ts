import { type z } from "zod"
import { addScene, addUpload } from "../world/photos.ts"
import { type UserRecord } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { ControlError } from "./problems.ts"
import { type Photo } from "./requests.ts"

/** A citizen by handle. On X the city speaks through its desk only. */
export function citizen(world: World, username: string): UserRecord {
  const user = someone(world, username)
  if (world.isAccount(user.id)) throw new ControlError(403, "the city speaks through its desk only")
  return user
}

/** An account of the city by handle; the first when none is named. */
export function account(world: World, username: string | undefined): UserRecord {
  const user = username === undefined ? world.user(world.cityId) : world.userNamed(username)
  if (!user || !world.isAccount(user.id)) throw new ControlError(404, `no account @${username} of the city`)
  return user
}

/** A citizen or the city: on Facebook its people also write in Meta's own interface. */
export function someone(world: World, username: string): UserRecord {
  const user = world.userNamed(username)
  if (!user) throw new ControlError(404, `no citizen @${username}`)
  return user
}

/** Keeps the photo that goes with a message; answers its key in a list, as messages hold them. */
export function savePhoto(
  world: World,
  owner: UserRecord,
  photo: z.infer<typeof Photo> | undefined,
): string[] {
  if (!photo) return []
  if ("scene" in photo) return [addScene(world, owner.id, photo.scene, Math.floor(world.now()) % 1_000_000)]
  const base64 = /^data:image\/(?:png|jpeg);base64,(.+)$/.exec(photo.dataUrl)?.[1]
  const key =
    base64 === undefined ? null : addUpload(world, owner.id, Buffer.from(base64, "base64"), photo.alt)
  if (key === null) throw new ControlError(422, "photo: PNG or JPEG only")
  return [key]
}
