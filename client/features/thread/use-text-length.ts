import { useEffect, useState } from "react"
import type { Visibility } from "../../../shared/network.ts"
import { textLimitOf } from "../../../shared/text-limit.ts"
import type { Thread } from "../../../shared/thread.ts"
import type * as XText from "../../../shared/x-text.ts"

let counter: typeof XText | null = null

/** How long the network will find this text; null while the counter, which is big, is on its way. */
export function useTextLength(
  text: string,
  thread: Thread,
  visibility: Visibility,
): { used: number; limit: number } | null {
  const isPublicX = thread.network === "x" && visibility === "public"
  const [loaded, setLoaded] = useState(counter)
  useEffect(() => {
    if (!isPublicX || loaded) return
    let isWanted = true
    void import("../../../shared/x-text.ts").then((module) => {
      counter = module
      if (isWanted) setLoaded(module)
    })
    return () => {
      isWanted = false
    }
  }, [isPublicX, loaded])
  if (!isPublicX) return { used: [...text].length, limit: textLimitOf(thread.network, visibility) }
  if (!loaded) return null
  const { weighted, limit } = loaded.xTextLength(text, [thread.contact.username])
  return { used: weighted, limit }
}
