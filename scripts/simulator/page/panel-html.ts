import { SCENARIOS } from "../scenarios/all.ts"
import { type FaultKind } from "../wire/faults.ts"
import { escape } from "./escape.ts"
import { FAULT_GROUPS, FAULT_TEXTS, ONCE } from "./texts.ts"

/** The control room: how much people write, what breaks, and the networks' rules. */
export function panel(): string {
  const scenarios = SCENARIOS.map(
    ({ name, title, messages }) => `<option value="${name}">${escape(title)} (${messages.length})</option>`,
  )
  return `<section class="side panel" id="panel" aria-label="Régie">
      <p class="row drawer-head"><strong>Régie</strong><button type="button" class="quiet small" data-close>Fermer</button></p>
      <div class="card">
        <h2>Les habitants</h2>
        <p class="hint">Ce qu'ils écrivent d'eux-mêmes.</p>
        ${slider("x", "Sur X")}
        ${slider("facebook", "Sur Facebook")}
        <div class="storms">
          <button type="button" class="storm" data-storm="x"><span>Tempête sur X</span><small>200 messages en une minute</small></button>
          <button type="button" class="storm" data-storm="facebook"><span>Tempête sur la Page</span><small>200 commentaires en une minute</small></button>
        </div>
        <div class="running" data-running role="status"></div>
        <form class="play" data-play><label for="scenario">Jouer un scénario sur X</label>
          <div class="row"><select id="scenario" name="scenario">${scenarios.join("")}</select><button class="quiet">Jouer</button></div>
        </form>
      </div>
      <div class="card">
        <h2>Les pannes</h2>
        <p class="hint">Elles touchent ce que Parvis demande aux réseaux, ou ce que les réseaux lui annoncent. La place, elle, continue.</p>
        <label for="where">Les pannes communes frappent</label>
        <select id="where" data-where><option value="">X et Facebook</option><option value="x">X seulement</option><option value="facebook">Facebook seulement</option></select>
        ${FAULT_GROUPS.map(({ title, kinds }) => `<h3>${title}</h3><ul class="faults">${kinds.map(faultItem).join("")}</ul>`).join("")}
        <p class="row"><button type="button" class="quiet small" data-calm>Tout rétablir</button></p>
      </div>
      <div class="card">
        <h2>Facebook</h2>
        <label for="access">Le jeton de la Page</label>
        <select id="access" data-access-choice>
          <option value="valid">est valable</option>
          <option value="expired">a expiré</option>
          <option value="password">ne vaut plus : mot de passe changé</option>
          <option value="revoked">ne vaut plus : application retirée</option>
        </select>
        <p class="row hooks"><span data-hooks>Aucun bureau n'écoute.</span></p>
      </div>
      <div class="card">
        <h2>La règle de X</h2>
        <label for="rule">La Ville peut répondre par l'API à</label>
        <select id="rule" data-rule>
          <option value="strict">qui la nomme dans son message</option>
          <option value="conversation">qui l'a nommée dans la conversation</option>
          <option value="off">tout le monde</option>
        </select>
      </div>
    </section>`
}

const slider = (network: string, label: string): string =>
  `<label for="speed-${network}">${label}</label>
        <div class="row"><input id="speed-${network}" data-speed="${network}" type="range" min="0" max="60" step="1" value="0"><output for="speed-${network}"></output></div>`

function faultItem(kind: FaultKind): string {
  const { name, what } = FAULT_TEXTS[kind]
  const once = ONCE.includes(kind)
  const lasts = (value: string, label: string, isChosen: boolean) =>
    `<option value="${value}"${isChosen ? " selected" : ""}>${label}</option>`
  return `<li data-fault="${kind}" data-shared="${FAULT_GROUPS[0]?.kinds.includes(kind)}">
          <div class="row"><button type="button" role="switch" aria-checked="false" aria-describedby="what-${kind}"><span class="knob" aria-hidden="true"></span>${name}</button>
            <select aria-label="Durée de la panne ${name}">${lasts("1", "une fois", once)}${lasts("5", "5 fois", false)}${lasts("", "toujours", !once)}</select></div>
          <p id="what-${kind}" class="what">${what}</p>
          <p class="state" data-state></p>
        </li>`
}
