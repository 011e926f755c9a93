import { useSyncExternalStore } from "react"
import { MOST_PICTURE_BYTES, PICTURE_TYPES, type PictureLimit } from "../../../shared/picture-limit.ts"
import { useDeskTools } from "../../lib/desk-tools.ts"

/** Why what is attached cannot leave as it is. */
export type PictureProblem = "uploading" | "failed" | "tooMany" | "withoutText"
/** Why a file was not attached. */
export type FileRefusal = "notAPicture" | "tooLarge" | "tooMany"

/** The pictures of the reply that is being written on this thread. */
export function usePictures(threadId: string, { most, withText }: PictureLimit, hasText: boolean) {
  const { pictures } = useDeskTools()
  const all = useSyncExternalStore(pictures.subscribe, () => pictures.get(threadId))

  const problem = (): PictureProblem | null => {
    if (all.some(({ state }) => state === "failed")) return "failed"
    if (all.length > most) return "tooMany"
    if (all.length > 0 && hasText && !withText) return "withoutText"
    return all.some(({ state }) => state === "uploading") ? "uploading" : null
  }

  /** Attaches what may be, and tells why the rest may not. */
  const add = (files: readonly File[]): FileRefusal | null => {
    let refusal: FileRefusal | null = null
    let count = all.length
    for (const file of files) {
      if (!PICTURE_TYPES.some((type) => type === file.type)) refusal = "notAPicture"
      else if (file.size > MOST_PICTURE_BYTES) refusal = "tooLarge"
      else if (count >= most) refusal = "tooMany"
      else {
        count += 1
        void pictures.add(threadId, file)
      }
    }
    return refusal
  }

  return {
    all,
    add,
    problem: problem(),
    describe: (key: string, altText: string) => pictures.describe(threadId, key, altText),
    remove: (key: string) => pictures.remove(threadId, key),
    take: () => pictures.take(threadId),
  }
}
