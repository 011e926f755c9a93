/** Families of folded words whose meeting tells more than each of them alone. */
export type Cue = "praise" | "fault" | "lack" | "again" | "duration" | "counted" | "but" | "fixed"

const families = {
  praise: `merci bravo felicitations chapeau genial geniale super magnifique parfait top efficace adorable adorables
    excellent excellente formidable formidables splendide splendides superbe ravi ravie ravis belle beau respect
    rapide impeccable nickel bluffe bluffee enfin reussi reussie champion genie logique pratique continuez`,
  fault: `panne casse cassee casses cassees sale sales eteint eteinte eteints bouche bouchee debordent deborde fuite
    troue trou trous odeur odeurs pue sent rats retard absent absente ferme fermee fermes injoignable refuse refusee
    plante defonce defoncee degueulasse immonde infect infecte honte scandale inadmissible inacceptable invivable
    abandonne abandonnee dangereux dangereuse pourri pourrie hs perdu perdue rate ratee annule annulee vole volee
    coupe coupee mort morte morts vide pleine hausse amende bruit tapage attente relance relances`,
  lack: `sans aucun aucune jamais rien personne plus zero nulle pas`,
  again: `encore toujours deja enieme chaque fois`,
  duration: `jour jours semaine semaines mois an ans annee annees heure heures minutes depuis`,
  but: `mais dommage sauf cependant pourtant par contre`,
  fixed: `repare reparee repares rebouche enleve enlevee ramasse nettoye nettoyee remplace regle reglee rembourse
    remboursee refait refaite reussi intervention aide aidee`,
}

export const CUES: ReadonlyMap<Cue, ReadonlySet<string>> = new Map(
  Object.entries(families).map(([cue, words]) => [cue as Cue, new Set(words.split(/\s+/))]),
)

const MOODS: Record<string, string> = {
  glad: "😀 😃 😄 😁 😊 🙂 😍 🥰 😘 ❤ 💙 💚 💛 🧡 💜 👏 👍 🙏 🎉 🎊 🥳 💪 🤗 😎 🌷 🌸 🌿 ✨ ☀ 🏆 👌 🙌 :) :-) ;) <3 :D",
  angry: "😡 😠 🤬 😤 👎 🤮 🤢 💩 😒 🖕 😾 😖 😣",
  sad: "😢 😭 😞 😔 ☹ 🙁 😩 😫 😥 😰 💔 :( :-(",
  ironic: "🙄 🤦 🤡 😏 🙃 🤷 😑",
  laughing: "😂 🤣 😆 😅",
  alarmed: "🚨 ⚠ 🆘 🔥 🚒 🚑 😱 ❌ ⛔",
}

const MOOD_OF = new Map(
  Object.entries(MOODS).flatMap(([mood, all]) => all.split(" ").map((emoji) => [emoji, mood])),
)

/** The mood an emoji carries, so that one never met in training still counts. */
export function moodOf(emoji: string): string | undefined {
  // 🤦‍♀️ is a facepalm, whoever makes it.
  return MOOD_OF.get(emoji) ?? MOOD_OF.get(emoji.split("\u{200D}")[0] ?? "")
}
