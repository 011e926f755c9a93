import { Globe, Lock, SendHorizontal, TriangleAlert } from "lucide-react"
import {
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useRef,
  useState,
} from "react"
import { useTranslation } from "react-i18next"
import type { Ability } from "../../../shared/ability.ts"
import type { ThreadDetail } from "../../../shared/api.ts"
import { pictureLimitOf } from "../../../shared/picture-limit.ts"
import { abilityFor } from "../../data/abilities.ts"
import { useAccount, useWorkspace } from "../../data/workspace.ts"
import { codeOf } from "../../lib/api.ts"
import { exactTime } from "../../lib/format.ts"
import { problemWords } from "../../lib/problem-words.ts"
import { nameOf, profileName } from "../../lib/naming.ts"
import { Banner } from "../../ui/banner.tsx"
import { Button } from "../../ui/button.tsx"
import { classes } from "../../ui/classes.ts"
import { changesSince } from "./exchange.ts"
import { PictureButton } from "./picture-button.tsx"
import { PictureTray, PictureTrouble } from "./picture-tray.tsx"
import { ReplyCost } from "./reply-cost.tsx"
import { StaleBanner } from "./stale-banner.tsx"
import { useDraft } from "./use-draft.ts"
import { type FileRefusal, usePictures } from "./use-pictures.ts"
import { useSend } from "./use-send.ts"
import { useTextLength } from "./use-text-length.ts"
import css from "./composer.module.css"
import tray from "./picture-tray.module.css"

type Props = {
  detail: ThreadDetail
  /** What may be done about the citizen's last word; undefined until it is known. */
  abilities: Ability[] | undefined
  field: RefObject<HTMLTextAreaElement | null>
  onReread: () => void
}

/** The answer to the citizen: who will read it, how long it is, and whether it is safe. */
export function ReplyForm({ detail, abilities, field, onReread }: Props) {
  const { t } = useTranslation()
  const { thread } = detail
  const { me } = useWorkspace()
  const account = useAccount(thread.accountId)
  const draft = useDraft(thread.id, detail.draft)
  const { send, refusal, forgetRefusal } = useSend(thread)
  const canPrivately = abilityFor(abilities, "private_reply")?.refusal === null
  const [wantsPrivately, setWantsPrivately] = useState(false)
  const privately = canPrivately && wantsPrivately
  const visibility = privately ? "direct" : thread.visibility
  const until = abilityFor(abilities, privately ? "private_reply" : "reply")?.until
  const length = useTextLength(draft.text, thread, visibility)
  // The version the agent was looking at when beginning to write: anything later must be seen before sending.
  const [base, setBase] = useState<number | null>(draft.text === "" ? null : thread.version)
  const form = useRef<HTMLFormElement>(null)

  const seen = base ?? thread.version
  const known = changesSince(detail, seen, me.id)
  const isKnownStale = draft.text !== "" && known.messages.length + known.replies.length > 0
  const changes = refusal?.changes ?? (isKnownStale ? known : null)
  const limit = pictureLimitOf(thread.network, visibility, privately)
  const isWordless = draft.text.trim() === ""
  const pictures = usePictures(thread.id, limit, !isWordless)
  const [fileRefusal, setFileRefusal] = useState<FileRefusal | null>(null)
  const [isDropping, setDropping] = useState(false)
  const excess = length ? Math.max(0, length.used - length.limit) : 0
  const cannotSend = (isWordless && pictures.all.length === 0) || excess > 0 || pictures.problem !== null

  const write = (text: string) => {
    if (draft.text === "" || base === null) setBase(thread.version)
    draft.write(text)
  }
  const sendNow = (version: number) => {
    if (cannotSend) return
    setBase(null)
    send(draft.text.trim(), pictures.take(), version, privately)
    setWantsPrivately(false)
    field.current?.focus()
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    if (changes) return form.current?.querySelector<HTMLElement>("[data-send-anyway]")?.focus()
    sendNow(seen)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    }
  }
  const attach = (files: File[]) => setFileRefusal(pictures.add(files))
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0 || limit.most === 0) return
    // Office programs put a picture of the words beside the words: those are meant.
    if (event.clipboardData.getData("text/plain") !== "") return
    event.preventDefault()
    attach(files)
  }
  const onDrag = (event: DragEvent) => {
    if (limit.most === 0 || !event.dataTransfer.types.includes("Files")) return
    event.preventDefault()
    setDropping(event.type === "dragover")
    if (event.type === "drop") attach([...event.dataTransfer.files])
  }
  const reread = () => {
    setBase(Math.max(thread.version, changes?.version ?? 0))
    forgetRefusal()
    onReread()
    field.current?.focus()
  }

  return (
    <form
      ref={form}
      onSubmit={submit}
      onPaste={onPaste}
      onDragOver={onDrag}
      onDragLeave={() => setDropping(false)}
      onDrop={onDrag}
      className={classes(css.form, isDropping && tray.dropping)}
    >
      {changes && (
        <StaleBanner
          changes={changes}
          myId={me.id}
          onSendAnyway={() => sendNow(Math.max(changes.version, thread.version))}
          onReread={reread}
        />
      )}
      {refusal && !changes && <Refused error={refusal.error} />}
      <p className={css.audience} data-visibility={visibility}>
        {visibility === "public" ? <Globe size={14} aria-hidden /> : <Lock size={14} aria-hidden />}
        <strong>
          {visibility === "public"
            ? t("composer.publicTo")
            : t("composer.directTo", { name: nameOf(thread.contact) })}
        </strong>
        <span>{t("composer.from", { account: account ? profileName(account) : "" })}</span>
        {until && <span>{t("composer.until", { date: exactTime(until) })}</span>}
        {canPrivately && (
          <label className={css.privately}>
            <input
              type="checkbox"
              checked={wantsPrivately}
              onChange={(event) => setWantsPrivately(event.target.checked)}
            />
            {t("composer.privately")}
          </label>
        )}
      </p>
      <textarea
        ref={field}
        className={css.text}
        rows={3}
        aria-label={t("composer.replyText")}
        aria-describedby="reply-count"
        placeholder={t("composer.replyPlaceholder", { name: nameOf(thread.contact) })}
        value={draft.text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <PictureTray
        withAltText={limit.withAltText}
        pictures={pictures.all}
        onDescribe={pictures.describe}
        onRemove={pictures.remove}
      />
      <PictureTrouble problem={pictures.problem} refusal={fileRefusal} most={limit.most} />
      <div className={css.foot}>
        {limit.most > 0 && <PictureButton isFull={pictures.all.length >= limit.most} onFiles={attach} />}
        <span className={css.saved} role="status">
          {draft.state !== "clean" && t(`composer.draft.${draft.state}`)}
        </span>
        <ReplyCost thread={thread} text={draft.text} privately={privately} />
        <span id="reply-count" className={classes(css.count, excess > 0 && css.over)}>
          <span className="visually-hidden">
            {length && t("composer.count", { used: length.used, limit: length.limit })}
          </span>
          <span aria-hidden>{length && length.limit < 1000 && `${length.used} / ${length.limit}`}</span>
          {excess > 0 && <strong role="alert">{t("composer.tooLong", { count: excess })}</strong>}
        </span>
        <Button
          type="submit"
          look="solid"
          icon={SendHorizontal}
          hint={t("keys.ctrlEnter")}
          disabled={cannotSend}
        >
          {t("composer.send")}
        </Button>
      </div>
    </form>
  )
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const { title, detail } = problemWords(error)
  const isOffline = codeOf(error) === "offline"
  return (
    <Banner tone="danger" icon={TriangleAlert} role="alert" title={t("composer.refused")}>
      <p>{isOffline ? t("composer.offline") : `${title}. ${detail}`}</p>
    </Banner>
  )
}
