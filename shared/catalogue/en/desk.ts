import type { desk as reference } from "../fr/desk.ts"
import type { SameKeys } from "../same-keys.ts"
import { calls } from "./desk-calls.ts"
import { context } from "./desk-context.ts"
import { faq } from "./desk-faq.ts"
import { inbox } from "./desk-inbox.ts"
import { profile, settings } from "./desk-settings.ts"
import { picture } from "./desk-picture.ts"
import { shell } from "./desk-shell.ts"
import { composer, reply, thread, timeline, trouble } from "./desk-thread.ts"
import { words } from "./desk-words.ts"

/** The desk's words, in English. */
export const desk: SameKeys<typeof reference> = {
  ...shell,
  words,
  inbox,
  thread,
  composer,
  picture,
  reply,
  trouble,
  calls,
  timeline,
  context,
  faq,
  settings,
  profile,
}
