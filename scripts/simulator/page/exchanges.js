import { element, richText, time } from "./dom.js"

/**
 * Private messages of one network, as the citizen who wrote them sees them.
 * `messages()` gives them all, each with `citizenId`, the `account` it is with, `byCity`, `typed`, `photos` and
 * `createdAt`.
 */
export function createExchanges(state, root, { messages: all, onWrite }) {
  const inbox = root.querySelector(".inbox")
  const bubbles = root.querySelector(".bubbles")
  let open = null

  function exchanges() {
    const groups = new Map()
    for (const direct of all()) {
      const { citizenId, account } = direct
      const key = `${citizenId} ${account}`
      const group = groups.get(key) ?? { key, account, citizen: state.users.get(citizenId), messages: [] }
      group.messages.push(direct)
      groups.set(key, group)
    }
    return [...groups.values()]
      .reverse()
      .sort((a, b) => (a.messages.at(-1).createdAt < b.messages.at(-1).createdAt ? 1 : -1))
  }

  function draw() {
    const groups = exchanges()
    open ??= groups[0]?.key ?? null
    inbox.replaceChildren(...groups.map(row))
    const current = groups.find(({ key }) => key === open)
    bubbles.replaceChildren(
      ...(current
        ? conversation(current)
        : [element("p", { className: "empty" }, "Personne n'a encore écrit en privé.")]),
    )
  }

  function row({ key, account, citizen, messages }) {
    const last = messages.at(-1)
    const choose = () => {
      open = key
      draw()
      inbox.querySelector('[aria-current="true"]')?.focus()
    }
    return element(
      "div",
      { role: "listitem" },
      element(
        "button",
        { type: "button", className: "line", "aria-current": String(key === open), onclick: choose },
        element("img", { className: "face", src: citizen.avatar, alt: "", width: 36, height: 36 }),
        element(
          "span",
          {},
          element("strong", {}, citizen.name),
          element("small", {}, `${last.byCity ? `${account} : ` : ""}${last.typed || "Photo"}`),
        ),
      ),
    )
  }

  function conversation({ account, citizen, messages }) {
    return [
      element("h2", {}, `Vu par ${citizen.name}`),
      element("p", { className: "hint" }, `Avec ${account}`),
      ...messages.map((direct) =>
        element(
          "div",
          { className: direct.byCity ? "bubble from-city" : "bubble" },
          element("p", { className: "unseen" }, `${direct.byCity ? account : citizen.name} :`),
          direct.typed !== "" && element("p", { className: "text", dir: "auto" }, ...richText(direct.typed)),
          Boolean(direct.note) && element("p", { className: "when" }, direct.note),
          ...direct.photos.map(({ url, alt }) =>
            element("img", { className: "picture", src: url, alt, loading: "lazy" }),
          ),
          element("p", { className: "when" }, time(direct.createdAt, state.now())),
        ),
      ),
      element(
        "p",
        { className: "row" },
        element(
          "button",
          { type: "button", className: "quiet", onclick: () => onWrite(citizen, messages[0].username) },
          `Écrire au nom de ${citizen.name}`,
        ),
      ),
    ]
  }

  return { draw }
}
