/* global document */
import { control, element, say } from "./dom.js"

const STORM = { perMinute: 200, minutes: 1 }

/** The control room: how much people write, what breaks, and X's rule. */
export function createPanel() {
  const speed = document.querySelector("#speed")
  const output = document.querySelector('output[for="speed"]')
  const running = document.querySelector("[data-running]")
  const rule = document.querySelector("[data-rule]")

  const failed = (error) => say(`La régie refuse : ${error.message}`)
  const showSpeed = () =>
    (output.textContent = Number(speed.value) === 0 ? "jamais" : `${speed.value} par minute`)

  speed.addEventListener("input", showSpeed)
  speed.addEventListener(
    "change",
    () => void control("PUT", "/crowd", { perMinute: Number(speed.value) }).catch(failed),
  )
  document
    .querySelector("[data-storm]")
    .addEventListener("click", () => void control("POST", "/storm", STORM).catch(failed))
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
      const body = { kind: item.dataset.fault, on, times: times ? Number(times) : null }
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
    if (document.activeElement !== speed || !speed.matches(":active")) speed.value = String(crowd.perMinute)
    showSpeed()
    running.replaceChildren(
      ...crowd.running.map(({ name, done, total }) =>
        element(
          "p",
          {},
          `${name === "storm" ? "Tempête" : "Scénario"} : ${done} sur ${total} `,
          element("progress", { max: total, value: done, "aria-label": "Avancement" }),
        ),
      ),
      ...(crowd.running.length > 0
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

  return { showFaults, showCrowd, showSettings: (settings) => (rule.value = settings.summonedRule) }
}
