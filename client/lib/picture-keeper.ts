import type { ReplyPicture, UploadedPicture } from "../../shared/reply.ts"

/** A picture beside what is being written, on its way to the server or there. */
export type AttachedPicture = { key: string; altText: string } & (
  { state: "uploading" } | { state: "ready"; picture: UploadedPicture } | { state: "failed"; error: unknown }
)

export type PictureKeeper = ReturnType<typeof createPictureKeeper>

const NONE: readonly AttachedPicture[] = []

/** Keeps the pictures of replies that are being written, whatever happens to the screen. They do not outlive the page. */
export function createPictureKeeper(upload: (threadId: string, file: File) => Promise<UploadedPicture>) {
  const kept = new Map<string, readonly AttachedPicture[]>()
  const listeners = new Set<() => void>()
  const get = (threadId: string) => kept.get(threadId) ?? NONE

  function set(threadId: string, pictures: readonly AttachedPicture[]): void {
    kept.set(threadId, pictures)
    listeners.forEach((listener) => listener())
  }
  function change(threadId: string, key: string, to: (one: AttachedPicture) => AttachedPicture): void {
    set(
      threadId,
      get(threadId).map((one) => (one.key === key ? to(one) : one)),
    )
  }

  return {
    get,
    /** Uploads a picture at once, so that sending need not wait. */
    async add(threadId: string, file: File): Promise<void> {
      const key = crypto.randomUUID()
      set(threadId, [...get(threadId), { key, altText: "", state: "uploading" }])
      try {
        const picture = await upload(threadId, file)
        change(threadId, key, ({ altText }) => ({ key, altText, state: "ready", picture }))
      } catch (error) {
        change(threadId, key, ({ altText }) => ({ key, altText, state: "failed", error }))
      }
    },
    describe: (threadId: string, key: string, altText: string) =>
      change(threadId, key, (one) => ({ ...one, altText })),
    remove: (threadId: string, key: string) =>
      set(
        threadId,
        get(threadId).filter((one) => one.key !== key),
      ),
    /** Takes those that are ready away, for the reply that leaves. */
    take(threadId: string): ReplyPicture[] {
      const ready = get(threadId).flatMap((one) =>
        one.state === "ready" ? [{ ...one.picture, altText: one.altText.trim() }] : [],
      )
      set(threadId, NONE)
      return ready
    },
    /** A reply did not leave, or was taken back: its pictures are attached again. */
    giveBack(threadId: string, pictures: readonly ReplyPicture[]): void {
      if (pictures.length === 0) return
      const back = pictures.map(({ altText, ...picture }): AttachedPicture => {
        return { key: crypto.randomUUID(), altText, state: "ready", picture }
      })
      set(threadId, [...back, ...get(threadId)])
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
