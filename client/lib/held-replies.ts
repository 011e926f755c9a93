/** A reply of this person that can still be undone, wherever the screen has gone since. */
export type HeldReply = { replyId: string; threadId: string; name: string; until: number }

export type HeldReplies = ReturnType<typeof createHeldReplies>

/** Remembers replies during their undo time. */
export function createHeldReplies(now: () => number) {
  let held: readonly HeldReply[] = []
  const listeners = new Set<() => void>()
  const set = (next: readonly HeldReply[]) => {
    held = next
    listeners.forEach((listener) => listener())
  }
  return {
    all: () => held,
    /** The last one that can still be undone. */
    last: (): HeldReply | undefined => held.findLast(({ until }) => until > now()),
    add(reply: HeldReply) {
      set([...held.filter(({ replyId }) => replyId !== reply.replyId), reply])
      setTimeout(() => set(held.filter(({ replyId }) => replyId !== reply.replyId)), reply.until - now())
    },
    remove: (replyId: string) => set(held.filter((reply) => reply.replyId !== replyId)),
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
