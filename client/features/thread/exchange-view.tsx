import { Fragment, type RefObject, useLayoutEffect, useMemo, useRef } from "react"
import { useTranslation } from "react-i18next"
import type { Ability } from "../../../shared/ability.ts"
import type { ThreadDetail } from "../../../shared/api.ts"
import { shortDay } from "../../lib/format.ts"
import { exchangeOf, type ExchangeItem } from "./exchange.ts"
import { MessageBubble } from "./message-bubble.tsx"
import { ReplyBubble } from "./reply-bubble.tsx"
import { EventLines, NoteCard } from "./timeline-lines.tsx"
import css from "./thread-pane.module.css"

/** Everything said and done on the thread, oldest first; stays at the end while one is at the end. */
export function Exchange({
  detail,
  abilities,
  scroller,
}: {
  detail: ThreadDetail
  /** Message -> what may be done about it. */
  abilities: Map<string, Ability[]>
  scroller: RefObject<HTMLDivElement | null>
}) {
  const { t } = useTranslation()
  const items = useMemo(() => exchangeOf(detail), [detail])
  const isAtEnd = useRef(true)

  useLayoutEffect(() => {
    const box = scroller.current
    if (isAtEnd.current) box?.scrollTo?.({ top: box.scrollHeight })
  }, [items, scroller])

  const lookAt = detail.messages.findLast(({ direction }) => direction === "in")?.permalink ?? null
  return (
    <div
      ref={scroller}
      className={css.exchange}
      role="log"
      aria-label={t("thread.messages")}
      tabIndex={0}
      onScroll={({ currentTarget: box }) => {
        isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 60
      }}
    >
      {items.map((item, index) => {
        const day = shortDay(item.at)
        const previous = items[index - 1]
        return (
          <Fragment key={item.id}>
            {(!previous || shortDay(previous.at) !== day) && <p className={css.day}>{day}</p>}
            <Item item={item} detail={detail} abilities={abilities} lookAt={lookAt} />
          </Fragment>
        )
      })}
    </div>
  )
}

type ItemProps = {
  item: ExchangeItem
  detail: ThreadDetail
  abilities: Map<string, Ability[]>
  lookAt: string | null
}

function Item({ item, detail, abilities, lookAt }: ItemProps) {
  switch (item.type) {
    case "message":
      return <MessageBubble message={item.message} abilities={abilities.get(item.message.id) ?? []} />
    case "reply":
      return <ReplyBubble reply={item.reply} thread={detail.thread} lookAt={lookAt} />
    case "note":
      return <NoteCard event={item.event} />
    case "events":
      return <EventLines events={item.events} />
  }
}
