/* global document */

/**
 * Builds an element. Text is set as text, never as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string | null | false)} children
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value)
    else if (name in node && !name.startsWith("aria")) node[name] = value
    else node.setAttribute(name, String(value))
  }
  node.append(...children.filter((child) => child !== null && child !== false))
  return node
}

/** Asks the control plane. Throws its own words when it refuses. */
export async function control(method, path, body) {
  const response = await fetch(`/sim${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const answer = await response.json()
  if (!response.ok) throw Object.assign(new Error(answer.problem), { status: response.status })
  return answer
}

/** Says something at the bottom of the page for a moment. */
export function say(text) {
  const toast = document.querySelector(".toast")
  toast.textContent = text
  clearTimeout(say.timer)
  say.timer = setTimeout(() => (toast.textContent = ""), 4000)
}

const relative = new Intl.RelativeTimeFormat("fr", { numeric: "auto", style: "short" })
const absolute = new Intl.DateTimeFormat("fr", { dateStyle: "full", timeStyle: "short" })

/** « il y a 3 min », with the whole date on hover. */
export function time(iso, now) {
  return element("time", { dateTime: iso, title: absolute.format(new Date(iso)) }, ago(iso, now))
}

/** Keeps « il y a 3 min » true. */
export function refreshTimes(root, now) {
  for (const node of root.querySelectorAll("time")) {
    const text = ago(node.dateTime, now)
    if (node.textContent !== text) node.textContent = text
  }
}

function ago(iso, now) {
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  if (seconds > -10 && seconds < 10) return "à l'instant"
  for (const [unit, size] of [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ])
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  return relative.format(seconds, "second")
}

/** A text with its names and keywords set apart. Links are shown, not followed: this place has no outside. */
export function richText(text) {
  return text.split(/([@#][\p{L}\p{N}_]+|https?:\/\/\S+)/u).map((part) => {
    if (/^@/.test(part)) return element("span", { className: "mention" }, part)
    return /^(#|https?:)/.test(part) ? element("span", { className: "tag" }, part) : part
  })
}
