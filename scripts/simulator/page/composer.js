/* global document, FileReader, Image */
import { control, say } from "./dom.js"

const LIMIT = 280
const WIDEST = 1280
const REFUSALS = {
  too_long: "Trop long : X compte 280 signes, un lien en vaut 23 et un emoji 2.",
  empty: "Écrivez quelque chose, ou joignez une photo.",
  parent_gone: "Le message auquel vous répondez n'existe plus.",
  closed: "Ce compte n'accepte pas les messages privés.",
  gone: "Le message auquel vous répondez n'existe plus.",
}

/** Where the visitor speaks as a citizen, on either network: in public, in reply, or in private. */
export function createComposer(state) {
  const form = document.querySelector(".composer")
  const { by, to, text, kind, network, file } = form.elements
  const problem = form.querySelector(".problem")
  const left = form.querySelector(".left")
  const answering = form.querySelector(".answering")
  const face = form.querySelector("[data-face]")
  const photoName = form.querySelector("[data-photo-name]")
  const send = form.querySelector(".main")
  let replyTo = null

  const mention = () => `@${to.value} `
  text.value = mention()
  to.addEventListener("change", () => {
    const old = [...to.options].find(({ value }) => text.value.startsWith(`@${value} `))
    if (old) text.value = text.value.replace(`@${old.value} `, mention())
  })
  form.querySelector("[data-cancel-reply]").addEventListener("click", () => answer(null))
  by.addEventListener("change", showFace)
  text.addEventListener("input", count)
  form.addEventListener("change", update)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    void publish()
  })
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit()
  })

  function update() {
    const isDirect = kind.value === "direct"
    const isX = network.value === "x"
    if (replyTo && (isDirect || replyTo.network !== network.value)) answer(null)
    const needsMention = isX && !isDirect
    if (!needsMention && text.value === mention()) text.value = ""
    if (needsMention && text.value === "") text.value = mention()
    for (const part of form.querySelectorAll("[data-to]")) part.hidden = !isX
    form.querySelector("[data-public]").textContent = isX ? "Public" : "Sur la Page"
    form.querySelector("[data-direct]").textContent = isX ? "Message privé" : "Messenger"
    send.textContent = isDirect ? "Envoyer" : replyTo ? "Répondre" : "Publier"
    left.hidden = isDirect || !isX
    const scene = form.querySelector('[name="scene"]:checked')
    photoName.textContent = file.files[0]
      ? `· ${file.files[0].name}`
      : scene.value
        ? `· ${scene.nextElementSibling.alt}`
        : ""
    count()
  }

  /** Near enough to X's count for a hint; the simulator has the last word. */
  function count() {
    const weighed = text.value
      .replace(/https?:\/\/\S+/g, "x".repeat(23))
      .replace(/\p{Extended_Pictographic}(\u200d\p{Extended_Pictographic}|\ufe0f)*/gu, "xx")
    const rest = LIMIT - [...weighed].length
    left.textContent = String(rest)
    left.classList.toggle("over", rest < 0)
    problem.textContent = ""
  }

  function showFace() {
    const user = speaker()
    face.hidden = !user
    if (user) face.src = user.avatar
  }

  /** `target` is a post of X, or a post or comment of the Page: its `network` says which. */
  function answer(target) {
    replyTo = target
    answering.hidden = !target
    if (target) {
      kind.value = "public"
      network.value = target.network
      const author = state.users.get(target.authorId)
      answering.firstElementChild.textContent = `En réponse à ${author.name}`
      const account = state.users.get(target.byCity ? target.authorId : target.accountIds?.[0])
      if (account) to.value = account.username
      text.value = target.network === "x" ? `@${(account ?? author).username} ` : ""
      text.focus()
      text.setSelectionRange(text.value.length, text.value.length)
    }
    update()
  }

  function writeAs(citizen, where, account) {
    if (account) to.value = account
    by.value = citizen.username
    network.value = where
    kind.value = "direct"
    showFace()
    update()
    text.focus()
  }

  async function publish() {
    send.disabled = true
    try {
      const photo = await chosenPhoto()
      const body = { by: by.value, text: text.value, ...(photo && { photo }) }
      await control("POST", ...request(body))
      say(kind.value === "direct" ? "Message privé envoyé." : "Message publié sur la place.")
      text.value = ""
      file.value = ""
      form.querySelector('[name="scene"][value=""]').checked = true
      form.querySelector(".photo").open = false
      answer(null)
    } catch (error) {
      problem.textContent = REFUSALS[error.message] ?? `Refusé : ${error.message}`
      text.focus()
    } finally {
      send.disabled = false
    }
  }

  /** The call that says it, on the network and in the place that were chosen. */
  function request(body) {
    if (network.value === "x")
      return kind.value === "direct"
        ? ["/directs", { ...body, to: to.value }]
        : ["/posts", { ...body, ...(replyTo && { replyTo: replyTo.id }) }]
    if (kind.value === "direct") return ["/facebook/messages", body]
    return replyTo ? ["/facebook/comments", { ...body, on: replyTo.id }] : ["/facebook/posts", body]
  }

  const speaker = () => [...state.users.values()].find(({ username }) => username === by.value)

  async function chosenPhoto() {
    if (file.files[0]) return { dataUrl: await shrink(file.files[0]), alt: file.files[0].name }
    const scene = form.querySelector('[name="scene"]:checked').value
    return scene ? { scene } : null
  }

  return { answer, writeAs, showFace, update, speaker }
}

/** A photo of any size as a JPEG that fits. */
function shrink(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(new Error("photo illisible"))
    reader.onload = () => {
      const image = new Image()
      image.onerror = () => reject(new Error("photo illisible"))
      image.onload = () => {
        const scale = Math.min(1, WIDEST / Math.max(image.width, image.height))
        const canvas = document.createElement("canvas")
        canvas.width = Math.round(image.width * scale)
        canvas.height = Math.round(image.height * scale)
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
        resolve(canvas.toDataURL("image/jpeg", 0.85))
      }
      image.src = reader.result
    }
    reader.readAsDataURL(file)
  })
}
