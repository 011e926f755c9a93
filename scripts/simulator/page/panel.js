/* global document */
import { control, element, say } from "./dom.js"

const STORM = { perMinute: 200, minutes: 1 }

/** The control room: how much people write, what breaks, and the networks' rules. */
export function createPanel() {
  const speeds = [...document.querySelectorAll("[data-speed]")]
  const running = document.querySelector("[data-running]")
  const rule = document.querySelector("[data-rule]")
  const where = document.querySelector("[data-where]")
  const access = document.querySelector("[data-access-choice]")
  const refused = document.querySelector("[data-access]")
  const hooks = document.querySelector("[data-hooks]")

  const failed = (error) => say(`La régie refuse : ${error.message}`)
  const showSpeed = (speed) =>
    (document.querySelector(`output[for="${speed.id}"]`).textContent =
      Number(speed.value) === 0 ? "jamais" : `${speed.value} par minute`)

  for (const speed of speeds) {
    speed.addEventListener("input", () => showSpeed(speed))
    speed.addEventListener("change", () => {
      const body = { network: speed.dataset.speed, perMinute: Number(speed.value) }
      void control("PUT", "/crowd", body).catch(failed)
    })
  }
  for (const storm of document.querySelectorAll("[data-storm]"))
    storm.addEventListener(
      "click",
      () => void control("POST", "/storm", { ...STORM, network: storm.dataset.storm }).catch(failed),
    )
  access.addEventListener(
    "change",
    () => void control("PUT", "/facebook/access", { access: access.value }).catch(failed),
  )
  document.querySelector("[data-play]").addEventListener("submit", (event) => {
    event.preventDefault()
    const name = event.target.elements.scenario.value
    void control("POST", `/scenarios/${name}`, { perMinute: 30 }).catch(failed)
  })
  rule.addEventListener(
    "change",
    () => void control("PUT", "/settings", { summonedRule: rule.value }).catch(failed),
  )
  document
    .querySelector("[data-calm]")
    .addEventListener("click", () => void control("DELETE", "/faults").catch(failed))

  for (const item of document.querySelectorAll("[data-fault]")) {
    const button = item.querySelector("button")
    button.addEventListener("click", () => {
      const times = item.querySelector("select").value
      const on = button.getAttribute("aria-checked") !== "true"
      const body = {
        kind: item.dataset.fault,
        on,
        times: times ? Number(times) : null,
        ...(item.dataset.shared === "true" && where.value && { network: where.value }),
      }
      void control("PUT", "/faults", body).catch(failed)
    })
  }

  function showFaults(faults) {
    for (const { kind, on, remaining, hits } of faults) {
      const item = document.querySelector(`[data-fault="${kind}"]`)
      item.querySelector("button").setAttribute("aria-checked", String(on))
      item.classList.toggle("on", on)
      const felt = hits > 0 ? `subie ${hits} fois` : ""
      const state = on ? (remaining === null ? "active" : `active, encore ${remaining}`) : ""
      item.querySelector("[data-state]").textContent = [state, felt].filter(Boolean).join(" · ")
    }
  }

  function showCrowd(crowd) {
    for (const speed of speeds) {
      const { perMinute } = speed.dataset.speed === "x" ? crowd : crowd.facebook
      if (!speed.matches(":active")) speed.value = String(perMinute)
      showSpeed(speed)
    }
    const bursts = [...crowd.running, ...crowd.facebook.running]
    running.replaceChildren(
      ...bursts.map(({ name, done, total }) =>
        element(
          "p",
          {},
          `${name === "storm" ? "Tempête" : "Scénario"} : ${done} sur ${total} `,
          element("progress", { max: total, value: done, "aria-label": "Avancement" }),
        ),
      ),
      ...(bursts.length > 0
        ? [
            element(
              "button",
              {
                type: "button",
                className: "quiet small",
                onclick: () => void control("DELETE", "/storm").catch(failed),
              },
              "Arrêter",
            ),
          ]
        : []),
    )
  }

  function showAccess(state) {
    access.value = state
    refused.hidden = state === "valid"
  }

  function showHooks({ url, on, delivered, pending, failures }) {
    hooks.textContent =
      url && on
        ? `Annonces : ${delivered} reçues par le bureau, ${pending} en attente, ${failures} échecs.`
        : "Aucun bureau n'écoute les annonces."
  }

  const showSettings = (settings) => (rule.value = settings.summonedRule)
  return { showFaults, showCrowd, showSettings, showAccess, showHooks }
}
