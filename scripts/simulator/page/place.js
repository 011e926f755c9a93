/* global document, EventSource, requestAnimationFrame, location */
import { control } from "./dom.js"
import { createComposer } from "./composer.js"
import { createDirects } from "./directs.js"
import { createFeed } from "./feed.js"
import { createPanel } from "./panel.js"

/** What the page knows of the network. */
const state = {
  users: new Map(),
  posts: new Map(),
  directs: [],
  clockOffset: 0,
  isLive: false,
  now: () => Date.now() + state.clockOffset,
}

const composer = createComposer(state)
const feed = createFeed(state, { onReply: (post) => show("write", () => composer.answer(post)) })
const directs = createDirects(state, { onWrite: (citizen) => show("write", () => composer.writeAs(citizen)) })
const panel = createPanel()
const link = document.querySelector("[data-link]")

/** Draws once a frame however many messages arrive in it. */
let isDrawing = false
function draw() {
  if (isDrawing) return
  isDrawing = true
  requestAnimationFrame(() => {
    isDrawing = false
    feed.draw()
    directs.draw()
    const posts = [...state.posts.values()].filter((post) => !post.isDeleted && !post.isReplaced)
    count("mentions", posts.filter((post) => post.mentionsCity && !post.byCity).length)
    count("replies", posts.filter((post) => post.byCity && post.repliedToId).length)
    count("directs", state.directs.length)
  })
}

function count(name, value) {
  document.querySelector(`[data-count="${name}"]`).textContent = value.toLocaleString("fr")
}

/** Everything again: at the start, and after the line was cut. */
async function load() {
  const all = await control("GET", "/state")
  state.users = new Map(all.users.map((user) => [user.id, user]))
  state.posts = new Map(all.posts.map((post) => [post.id, post]))
  state.directs = all.directs
  state.clockOffset = all.clockOffset
  panel.showFaults(all.faults)
  panel.showCrowd(all.crowd)
  panel.showSettings(all.settings)
  composer.showFace()
  draw()
}

function keepPost(post) {
  for (const id of post.history.slice(0, -1)) state.posts.delete(id)
  state.posts.set(post.id, post)
  draw()
}

function listen() {
  const source = new EventSource("/sim/events")
  const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)))
  source.addEventListener("open", () => {
    link.textContent = "En direct"
    link.classList.remove("cut")
    // Whatever happened while the line was down is in the state.
    void load().then(() => (state.isLive = true))
  })
  source.addEventListener("error", () => {
    link.textContent = "Simulateur injoignable, nouvel essai…"
    link.classList.add("cut")
  })
  on("post", keepPost)
  on("direct", (direct) => {
    if (!state.directs.some(({ id }) => id === direct.id)) state.directs.push(direct)
    draw()
  })
  on("user", (user) => {
    state.users.set(user.id, user)
    draw()
  })
  on("faults", panel.showFaults)
  on("crowd", panel.showCrowd)
  on("settings", panel.showSettings)
  on("clock", ({ clockOffset }) => {
    state.clockOffset = clockOffset
    feed.tick()
  })
}

/** On a small screen one part is shown at a time. */
function show(part, then) {
  document.body.dataset.view = part
  for (const button of document.querySelectorAll("[data-show]"))
    if (button.dataset.show === part) button.setAttribute("aria-current", "true")
    else button.removeAttribute("aria-current")
  then?.()
}
for (const button of document.querySelectorAll("[data-show]"))
  button.addEventListener("click", () => show(button.dataset.show))

const tabs = [...document.querySelectorAll('[role="tab"]')]
function select(tab) {
  for (const one of tabs) {
    const isChosen = one === tab
    one.setAttribute("aria-selected", String(isChosen))
    one.tabIndex = isChosen ? 0 : -1
    document.getElementById(one.getAttribute("aria-controls")).hidden = !isChosen
  }
  document.querySelector(".filter").hidden = tab.id !== "tab-public"
}
for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => select(tab))
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return
    const other = tabs[(index + 1) % tabs.length]
    select(other)
    other.focus()
  })
}
if (location.hash === "#prives") select(tabs[1])

setInterval(() => feed.tick(), 15_000)
composer.update()
listen()
