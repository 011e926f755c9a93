/* global document, EventSource, requestAnimationFrame, location */
import { control } from "./dom.js"
import { createComposer } from "./composer.js"
import { createExchanges } from "./exchanges.js"
import { createFeed } from "./feed.js"
import { createPanel } from "./panel.js"
import { createWall } from "./wall.js"

/** What the page knows of the two networks. */
const state = {
  users: new Map(),
  posts: new Map(),
  directs: [],
  pagePosts: new Map(),
  comments: new Map(),
  messages: [],
  clockOffset: 0,
  isLive: false,
  now: () => Date.now() + state.clockOffset,
}

const composer = createComposer(state)
const [x, facebook] = [document.querySelector("#x"), document.querySelector("#facebook")]
const answer = (network) => (target) => show("write", () => composer.answer({ ...target, network }))
const writeAs = (network) => (citizen, account) =>
  show("write", () => composer.writeAs(citizen, network, account))
const feed = createFeed(state, x, { onReply: answer("x") })
const wall = createWall(state, facebook, { onReply: answer("facebook"), speaker: composer.speaker })
const directs = createExchanges(state, x, {
  messages: () =>
    state.directs.map((direct) => ({
      ...direct,
      citizenId: direct.byCity ? direct.recipientId : direct.senderId,
      account: state.users.get(direct.accountId).name,
      username: state.users.get(direct.accountId).username,
    })),
  onWrite: writeAs("x"),
})
const messenger = createExchanges(state, facebook, {
  messages: () =>
    state.messages.map((message) => ({
      ...message,
      account: "La Ville",
      byCity: message.fromPage,
      typed: message.message,
      note: message.answers && "En réponse à un commentaire",
    })),
  onWrite: writeAs("facebook"),
})
const panel = createPanel()
const link = document.querySelector("[data-link]")

/** Draws once a frame however many messages arrive in it. */
let isDrawing = false
function draw() {
  if (isDrawing) return
  isDrawing = true
  requestAnimationFrame(() => {
    isDrawing = false
    for (const part of [feed, directs, wall, messenger]) part.draw()
    const posts = [...state.posts.values()].filter((post) => !post.isDeleted && !post.isReplaced)
    const written = [...state.pagePosts.values(), ...state.comments.values()].filter((one) => !one.isDeleted)
    const [asked, replies] = [
      posts.filter((post) => post.mentionsCity && !post.byCity).length,
      posts.filter((post) => post.byCity && post.repliedToId).length,
    ]
    count("asked", asked + written.filter((one) => !one.byPage).length)
    count("replies", replies + written.filter((one) => one.byPage && one.postId).length)
    count("directs", state.directs.length + state.messages.length)
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
  state.pagePosts = new Map(all.facebook.posts.map((post) => [post.id, post]))
  state.comments = new Map(all.facebook.comments.map((comment) => [comment.id, comment]))
  state.messages = all.facebook.messages
  state.clockOffset = all.clockOffset
  panel.showFaults(all.faults)
  panel.showCrowd(all.crowd)
  panel.showSettings(all.settings)
  panel.showAccess(all.facebook.access)
  panel.showHooks(all.webhooks)
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
  on("pagePost", (post) => {
    state.pagePosts.set(post.id, post)
    draw()
  })
  on("comment", (comment) => {
    state.comments.set(comment.id, comment)
    if (comment.isDeleted)
      for (const answer of state.comments.values())
        if (answer.parentId === comment.id) answer.isDeleted = true
    draw()
  })
  on("message", (message) => {
    if (!state.messages.some(({ id }) => id === message.id)) state.messages.push(message)
    draw()
  })
  on("access", ({ access }) => panel.showAccess(access))
  on("webhooks", panel.showHooks)
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
    wall.tick()
  })
}

/** On a phone one part is shown at a time; on a small screen writing and the control room are drawers. */
function show(part, then) {
  document.body.dataset.view = part
  document.body.dataset.drawer = part === "x" || part === "facebook" ? "" : part
  for (const button of document.querySelectorAll("[data-show]"))
    if (button.dataset.show === part) button.setAttribute("aria-current", "true")
    else button.removeAttribute("aria-current")
  for (const button of document.querySelectorAll("[data-drawer]:not(body)"))
    button.setAttribute("aria-expanded", String(button.dataset.drawer === document.body.dataset.drawer))
  then?.()
}
for (const button of document.querySelectorAll("[data-show]"))
  button.addEventListener("click", () => show(button.dataset.show))
for (const button of document.querySelectorAll("button[data-drawer]"))
  button.addEventListener("click", () =>
    show(document.body.dataset.drawer === button.dataset.drawer ? "x" : button.dataset.drawer),
  )
for (const button of document.querySelectorAll("[data-close]"))
  button.addEventListener("click", () => show("x"))
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.dataset.drawer) show("x")
})

function select(tab) {
  for (const one of tab.parentElement.children) {
    const isChosen = one === tab
    one.setAttribute("aria-selected", String(isChosen))
    one.tabIndex = isChosen ? 0 : -1
    document.getElementById(one.getAttribute("aria-controls")).hidden = !isChosen
  }
  const filter = tab.closest(".bar").querySelector(".filter")
  if (filter) filter.hidden = tab.id.endsWith("direct")
}
for (const tab of document.querySelectorAll('[role="tab"]')) {
  tab.addEventListener("click", () => select(tab))
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return
    const other = tab.previousElementSibling ?? tab.nextElementSibling
    select(other)
    other.focus()
  })
}
if (location.hash === "#prives") select(document.querySelector("#tab-x-direct"))
document.querySelector("#by").addEventListener("change", draw)

setInterval(() => {
  feed.tick()
  wall.tick()
}, 15_000)
composer.update()
listen()
