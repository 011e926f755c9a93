import { useEffect, useState } from "react"
import type { Thread } from "../../../shared/thread.ts"
import type * as XText from "../../../shared/x-text.ts"

type Count = (text: string) => { used: number; limit: number }

/** Direct messages on X: plain characters, as many as nobody needs. */
const DIRECT_LIMIT = 10_000

const plain: Count = (text) => ({ used: [...text].length, limit: DIRECT_LIMIT })

let counter: typeof XText | null = null

/** How long the network will find this text; null while the counter, which is big, is on its way. */
export function useTextLength(text: string, thread: Thread): { used: number; limit: number } | null {
  const isPublicX = thread.network === "x" && thread.visibility === "public"
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
  if (!isPublicX) return plain(text)
  if (!loaded) return null
  const { weighted, limit } = loaded.xTextLength(text, [thread.contact.username])
  return { used: weighted, limit }
}
