import { useQuery } from "@tanstack/react-query"
import { MessagesSquare } from "lucide-react"
import { useTranslation } from "react-i18next"
import { Link } from "wouter"
import type { ThreadDetail } from "../../../shared/api.ts"
import { threadQuery } from "../../data/thread-detail.ts"
import { clockTime } from "../../lib/format.ts"
import { nameOf } from "../../lib/naming.ts"
import css from "./source-exchange.module.css"

type Line = { id: string; at: string; text: string; author: string; isOurs: boolean }

/** What was said in the thread that the entry comes from. */
export function SourceExchange({ threadId }: { threadId: string | null }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({ ...threadQuery(threadId ?? ""), enabled: threadId !== null })
  return (
    <section className={css.source} aria-labelledby="source-title">
      <h2 id="source-title">
        <MessagesSquare size={16} aria-hidden /> {t("faq.editor.source")}
      </h2>
      {threadId === null && <p className={css.quiet}>{t("faq.editor.sourceNone")}</p>}
      {error && <p className={css.quiet}>{t("faq.editor.sourceHidden")}</p>}
      {data && (
        <>
          <ol>
            {linesOf(data, t("thread.city")).map(({ id, at, text, author, isOurs }) => (
              <li key={id} className={isOurs ? css.ours : css.theirs}>
                <p className={css.who}>
                  <strong>{author}</strong> <time dateTime={at}>{clockTime(at)}</time>
                </p>
                <p className={css.text}>{text || t("thread.noText")}</p>
              </li>
            ))}
          </ol>
          <Link href={`/threads/${data.thread.id}`} className={css.open}>
            {t("keys.o")}
          </Link>
        </>
      )}
    </section>
  )
}

function linesOf({ messages, replies }: ThreadDetail, city: string): Line[] {
  const ours = new Set(replies.map(({ id }) => id))
  return [
    ...messages
      .filter(({ replyId, removedAt }) => removedAt === null && (replyId === null || !ours.has(replyId)))
      .map(({ id, sentAt, text, author, direction }) => ({
        id,
        at: sentAt,
        text,
        author: direction === "out" ? city : nameOf(author),
        isOurs: direction === "out",
      })),
    ...replies
      .filter(({ state }) => state !== "cancelled" && state !== "failed")
      .map(({ id, createdAt, text, by }) => ({ id, at: createdAt, text, author: by.name, isOurs: true })),
  ].sort((a, b) => a.at.localeCompare(b.at))
}
