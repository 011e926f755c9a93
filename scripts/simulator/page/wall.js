/* global document */
import { control, element, refreshTimes, richText, time } from "./dom.js"
import { askForWords, attempt } from "./edit.js"

const STEP = 20
/** Comments shown at first; the older ones wait behind a button. */
const SHOWN_COMMENTS = 5

/** The Page: its posts and its visitors', each with its comments, as any neighbour sees them. */
export function createWall(state, root, { onReply, speaker }) {
  const list = root.querySelector(".wall")
  const empty = root.querySelector(".empty")
  const more = root.querySelector("[data-more]")
  const cards = new Map()
  const unfolded = new Set()
  let shown = STEP

  more.addEventListener("click", () => {
    shown += STEP
    draw()
  })

  /** Each post with what hangs from it, the last one that moved on top. */
  function walls() {
    const comments = new Map()
    for (const comment of state.comments.values()) {
      if (comment.isDeleted) continue
      const siblings = comments.get(comment.postId) ?? []
      siblings.push(comment)
      comments.set(comment.postId, siblings)
    }
    return [...state.pagePosts.values()]
      .filter((post) => !post.isDeleted)
      .map((post) => {
        const under = (comments.get(post.id) ?? []).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
        return { post, under, last: under.at(-1)?.createdAt ?? post.createdAt }
      })
      .sort((a, b) => (a.last < b.last ? 1 : -1))
  }

  function draw() {
    const wanted = walls()
    const visible = wanted.slice(0, shown)
    const kept = new Set(visible.map(({ post }) => post.id))
    for (const [id, card] of cards)
      if (!kept.has(id)) {
        card.node.remove()
        cards.delete(id)
      }
    const nodes = visible.map(cardOf)
    let next = list.firstElementChild
    for (const node of nodes) {
      if (node === next) next = node.nextElementSibling
      else list.insertBefore(node, next)
    }
    empty.hidden = wanted.length > 0
    more.hidden = wanted.length <= shown
    list.setAttribute("aria-busy", "false")
  }

  /** A post is drawn again only when something in it changed. */
  function cardOf({ post, under }) {
    const version = [unfolded.has(post.id), ...[post, ...under].map((one) => JSON.stringify(one))].join()
    const known = cards.get(post.id)
    if (known?.version === version) return known.node
    const focused = known?.node.contains(document.activeElement) ? document.activeElement.dataset.key : null
    const fresh = drawPost(post, under)
    if (known) known.node.replaceWith(fresh)
    else if (state.isLive) fresh.classList.add("arrives")
    cards.set(post.id, { node: fresh, version })
    if (focused) fresh.querySelector(`[data-key="${focused}"]`)?.focus()
    return fresh
  }

  function drawPost(post, under) {
    const author = state.users.get(post.authorId)
    const roots = under.filter(({ parentId }) => parentId === null)
    const folded = unfolded.has(post.id) ? 0 : Math.max(0, roots.length - SHOWN_COMMENTS)
    const unfold = () => {
      unfolded.add(post.id)
      draw()
    }
    return element(
      "article",
      { className: "card story", tabIndex: -1, "aria-label": `Publication de ${author.name}` },
      element(
        "header",
        { className: "post" },
        face(author, 44),
        element(
          "p",
          { className: "by" },
          element("strong", {}, author.name),
          post.wall === "own" && element("span", { className: "note" }, " sur son propre mur"),
          post.wall === "page" &&
            !post.byPage &&
            element("span", { className: "note" }, " ▸ Ville de Parvis"),
          element("br"),
          time(post.createdAt, state.now()),
          marks(post),
        ),
      ),
      post.message !== "" && element("p", { className: "text", dir: "auto" }, ...richText(post.message)),
      ...pictures(post),
      element(
        "p",
        { className: "tally" },
        post.likedBy.length > 0 && element("span", {}, `${post.likedBy.length} J'aime`),
        under.length > 0 && element("span", {}, `${under.length} commentaire${under.length > 1 ? "s" : ""}`),
      ),
      actions(post, "Commenter"),
      folded > 0 &&
        element(
          "button",
          { type: "button", className: "quiet small older", "data-key": `u${post.id}`, onclick: unfold },
          `Voir ${folded} commentaire${folded > 1 ? "s" : ""} de plus`,
        ),
      ...roots
        .slice(folded)
        .map((comment) =>
          element(
            "div",
            { className: "talk" },
            drawComment(comment),
            ...under.filter(({ parentId }) => parentId === comment.id).map(drawComment),
          ),
        ),
    )
  }

  function drawComment(comment) {
    const author = state.users.get(comment.authorId)
    const kinds = [
      "comment",
      comment.parentId !== null && "answer",
      comment.byPage && "by-page",
      comment.isHidden && "is-hidden",
    ]
    return element(
      "div",
      { className: kinds.filter(Boolean).join(" ") },
      face(author, comment.parentId === null ? 34 : 28),
      element(
        "div",
        { className: "body" },
        element(
          "div",
          { className: "said" },
          element(
            "p",
            { className: "by" },
            element("strong", {}, author.name),
            comment.byPage && element("span", { className: "seal" }, "auteur"),
          ),
          comment.message !== "" &&
            element("p", { className: "text", dir: "auto" }, ...richText(comment.message)),
        ),
        ...pictures(comment),
        element(
          "div",
          { className: "under" },
          time(comment.createdAt, state.now()),
          comment.likedBy.length > 0 && element("span", {}, `${comment.likedBy.length} J'aime`),
          marks(comment),
          actions(comment, "Répondre"),
        ),
      ),
    )
  }

  const face = (user, size) =>
    element("img", { className: "face", src: user.avatar, alt: "", width: size, height: size })

  const pictures = ({ photos }) =>
    photos.map(({ url, alt }) => element("img", { className: "picture", src: url, alt, loading: "lazy" }))

  const marks = ({ isEdited, isHidden, hasPrivateReply }) =>
    element(
      "span",
      { className: "note" },
      [isEdited && "modifié", isHidden && "masqué par la Page", hasPrivateReply && "répondu en privé"]
        .filter(Boolean)
        .map((mark) => ` · ${mark}`)
        .join(""),
    )

  function actions(target, reply) {
    const me = speaker()
    const likes = me && target.likedBy.includes(me.id)
    const like = () =>
      attempt(() =>
        control("PUT", "/facebook/likes", { by: speaker().username, on: target.id, likes: !likes }),
      )
    const edit = () =>
      askForWords(
        target.message,
        "Comme sur Facebook, le message garde sa place et dit qu'il a été modifié.",
        (text) =>
          attempt(() => control("PUT", `/facebook/written/${target.id}`, { text }), "Message modifié."),
      )
    const remove = () =>
      attempt(() => control("DELETE", `/facebook/written/${target.id}`), "Message supprimé.")
    return element(
      "span",
      { className: "actions" },
      button(`l${target.id}`, likes ? "Je n'aime plus" : "J'aime", like),
      button(`r${target.id}`, reply, () => onReply(target)),
      !target.byPage && button(`e${target.id}`, "Modifier", edit),
      !target.byPage && button(`d${target.id}`, "Supprimer", remove),
    )
  }

  const button = (key, label, act) =>
    element(
      "button",
      { type: "button", className: "quiet small", "data-key": key, onclick: () => void act() },
      label,
    )

  return { draw, tick: () => refreshTimes(list, state.now()) }
}
