/* global document, FileReader, Image */
import { control, say } from "./dom.js"

const LIMIT = 280
const WIDEST = 1280
const REFUSALS = {
  too_long: "Trop long : X compte 280 signes, un lien en vaut 23 et un emoji 2.",
  empty: "Écrivez quelque chose, ou joignez une photo.",
  parent_gone: "Le message auquel vous répondez n'existe plus.",
  closed: "Ce compte n'accepte pas les messages privés.",
}

/** Where the visitor speaks as a citizen: in public, in reply, or in private. */
export function createComposer(state) {
  const form = document.querySelector(".composer")
  const { by, text, kind, file } = form.elements
  const problem = form.querySelector(".problem")
  const left = form.querySelector(".left")
  const answering = form.querySelector(".answering")
  const face = form.querySelector("[data-face]")
  const photoName = form.querySelector("[data-photo-name]")
  const send = form.querySelector(".main")
  const mention = `@${document.body.dataset.city} `
  let replyTo = null

  text.value = mention
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
    if (isDirect && replyTo) answer(null)
    if (isDirect && text.value === mention) text.value = ""
    if (!isDirect && text.value === "") text.value = mention
    send.textContent = isDirect ? "Envoyer" : replyTo ? "Répondre" : "Publier"
    left.hidden = isDirect
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
    const user = [...state.users.values()].find(({ username }) => username === by.value)
    face.hidden = !user
    if (user) face.src = user.avatar
  }

  function answer(post) {
    replyTo = post
    answering.hidden = !post
    if (post) {
      kind.value = "public"
      const author = state.users.get(post.authorId)
      answering.firstElementChild.textContent = `En réponse à ${author.name}`
      text.value = post.byCity || post.mentionsCity ? mention : `@${author.username} `
      text.focus()
      text.setSelectionRange(text.value.length, text.value.length)
    }
    update()
  }

  function writeAs(citizen) {
    by.value = citizen.username
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
      if (kind.value === "direct") await control("POST", "/directs", body)
      else await control("POST", "/posts", { ...body, ...(replyTo && { replyTo: replyTo.id }) })
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

  async function chosenPhoto() {
    if (file.files[0]) return { dataUrl: await shrink(file.files[0]), alt: file.files[0].name }
    const scene = form.querySelector('[name="scene"]:checked').value
    return scene ? { scene } : null
  }

  return { answer, writeAs, showFace, update }
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
