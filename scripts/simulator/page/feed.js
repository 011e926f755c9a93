/* global document */
import { control, element, refreshTimes, richText, time } from "./dom.js"
import { askForWords, attempt } from "./edit.js"

const STEP = 40
const DEEPEST = 2

/** The public square: conversations, the last one that moved on top. */
export function createFeed(state, root, { onReply }) {
  const list = root.querySelector(".feed")
  const empty = root.querySelector(".empty")
  const more = root.querySelector("[data-more]")
  const filter = root.querySelector("[data-filter]")
  const cards = new Map()
  let shown = STEP

  more.addEventListener("click", () => {
    shown += STEP
    draw()
  })
  filter.addEventListener("change", draw)

  /** Conversations that pass the filter, newest activity first. */
  function threads() {
    const groups = new Map()
    for (const post of state.posts.values()) {
      if (post.isReplaced) continue
      const thread = groups.get(post.threadId) ?? { id: post.threadId, posts: [], last: "" }
      thread.posts.push(post)
      if (!post.isDeleted && post.id.padStart(20, "0") > thread.last) thread.last = post.id.padStart(20, "0")
      groups.set(post.threadId, thread)
    }
    return [...groups.values()]
      .filter((thread) => thread.last !== "" && passes(thread))
      .sort((a, b) => (a.last < b.last ? 1 : -1))
  }

  function passes(thread) {
    if (filter.value === "all") return true
    const waits = isWaiting(thread)
    return filter.value === "waiting" ? waits === true : waits === false
  }

  function draw() {
    const wanted = threads()
    const visible = wanted.slice(0, shown)
    const kept = new Set(visible.map(({ id }) => id))
    for (const [id, card] of cards)
      if (!kept.has(id)) {
        card.node.remove()
        cards.delete(id)
      }
    // Cards first: drawing one again takes the old one out of the list.
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

  /** A conversation is drawn again only when something in it changed. */
  function cardOf(thread) {
    const version = thread.posts.map((post) => `${post.id}${post.isDeleted}${post.isHidden}`).join()
    const known = cards.get(thread.id)
    if (known?.version === version) return known.node
    const focused = known?.node.contains(document.activeElement) ? document.activeElement.dataset.key : null
    const fresh = drawThread(thread)
    if (known) known.node.replaceWith(fresh)
    else if (state.isLive) fresh.classList.add("arrives")
    cards.set(thread.id, { node: fresh, version })
    if (focused) fresh.querySelector(`[data-key="${focused}"]`)?.focus()
    return fresh
  }

  function drawThread(thread) {
    const byId = new Map()
    for (const post of thread.posts) for (const id of post.history) byId.set(id, post)
    const roots = []
    const children = new Map()
    for (const post of thread.posts.sort((a, b) =>
      a.id.padStart(20, "0") < b.id.padStart(20, "0") ? -1 : 1,
    )) {
      const parent = post.repliedToId ? byId.get(post.repliedToId) : undefined
      if (!parent || parent === post) roots.push(post)
      else children.set(parent.id, [...(children.get(parent.id) ?? []), post])
    }
    const branch = (post, depth) => {
      const below = (children.get(post.id) ?? []).flatMap((child) => branch(child, depth + 1))
      if (post.isDeleted && below.length === 0) return []
      const nested =
        below.length > 0 && element("div", { className: depth < DEEPEST ? "nested" : "flat" }, ...below)
      return [element("div", { className: "branch" }, drawPost(post), nested)]
    }
    const waits = isWaiting(thread)
    return element(
      "article",
      {
        className: "card thread",
        tabIndex: -1,
        "aria-label": `Conversation de ${state.users.get(roots[0].authorId)?.name}`,
      },
      waits !== null &&
        element(
          "p",
          { className: `chip ${waits ? "waits" : "done"}` },
          waits ? "En attente" : "La Ville a répondu",
        ),
      ...roots.flatMap((post) => branch(post, 0)),
    )
  }

  function drawPost(post) {
    const author = state.users.get(post.authorId)
    if (post.isDeleted) return element("p", { className: "gone" }, "Message supprimé par son auteur.")
    const isEdited = post.history.length > 1
    return element(
      "div",
      { className: post.byCity ? "post by-city" : "post", id: `post-${post.firstId}` },
      element("img", { className: "face", src: author.avatar, alt: "", width: 44, height: 44 }),
      element(
        "div",
        { className: "body" },
        element(
          "p",
          { className: "by" },
          element("strong", {}, author.name),
          " ",
          element("span", { className: "handle" }, `@${author.username}`),
          element("span", { className: "dot", "aria-hidden": "true" }, " · "),
          time(post.createdAt, state.now()),
          isEdited && element("span", { className: "note" }, " · modifié"),
          post.isHidden && element("span", { className: "note" }, " · masqué par la Ville"),
        ),
        post.typed !== "" && element("p", { className: "text", dir: "auto" }, ...richText(post.typed)),
        ...post.photos.map(({ url, alt }) =>
          element("img", { className: "picture", src: url, alt, loading: "lazy" }),
        ),
        actions(post),
      ),
    )
  }

  function actions(post) {
    const own = !post.byCity
    return element(
      "p",
      { className: "actions" },
      element(
        "button",
        { type: "button", className: "quiet small", "data-key": `r${post.id}`, onclick: () => onReply(post) },
        "Répondre",
      ),
      own &&
        !post.repliedToId &&
        element(
          "button",
          { type: "button", className: "quiet small", "data-key": `e${post.id}`, onclick: () => edit(post) },
          "Modifier",
        ),
      own &&
        element(
          "button",
          {
            type: "button",
            className: "quiet small",
            "data-key": `d${post.id}`,
            onclick: () => remove(post),
          },
          "Supprimer",
        ),
    )
  }

  const edit = (post) =>
    askForWords(
      post.typed,
      "Comme sur X, une modification crée un nouveau message qui remplace l'ancien.",
      (text) => attempt(() => control("PUT", `/posts/${post.id}`, { text }), "Message modifié."),
    )

  const remove = (post) => void attempt(() => control("DELETE", `/posts/${post.id}`), "Message supprimé.")

  return { draw, tick: () => refreshTimes(list, state.now()) }
}

/** True: someone named the city and waits. False: it answered last. Null: nobody asked it anything. */
function isWaiting({ posts }) {
  const asked = posts.filter((post) => post.mentionsCity && !post.byCity && !post.isDeleted)
  if (asked.length === 0) return null
  const answered = new Set(
    posts.filter((post) => post.byCity && !post.isDeleted).map((post) => post.repliedToId),
  )
  return !asked.some((post) => post.history.some((id) => answered.has(id)))
}
