/** Words that say nothing about which department: folded, elided forms included. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a ai aie ait alors apres as au aucun aussi autre autres aux avaient avais avait avant avec avez avoir avons
  ayant beaucoup bien bon bonjour bonsoir c ca car ce ceci cela celle celui ces cet cette ceux chaque chez ci comme
  comment contre d dans de deja depuis des deux devant doit donc dont du elle elles en encore entre es est et
  etaient etais etait ete etes etre eu eux faire fais fait faites faut fois font hui aujourd il ils j je jusqu jusque
  l la le les leur leurs lorsque lui m ma mais me meme memes merci mes mettre mien moi moins mon monsieur madame n ne
  ni non nos notre nous on ont ou oui par parce pas peu peut peuvent peux plus plutot pour pourquoi pourrait
  pourriez pouvez puis puisque qu quand que quel quelle quelles quels quelque qui quoi rien s sa salut sans se sera
  serait ses si soit sommes son sont sous suis sur svp t ta te tes toi ton toujours tous tout toute toutes tres trop tu
  un une va vais vas vers veut veux via vient voila voir vois vont vos votre vous vraiment vu y
  lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre
  octobre novembre decembre ouvre ouvrir ouvert ouverte horaire horaires quartier rue avenue place
  allez cher chere ici la-bas parvis ville mairie commune monde chose choses jour jours mois semaine semaines an ans
  heure heures matin soir nuit hier demain temps fin ca etre`
    .split(/\s+/)
    .filter((word) => word !== ""),
)
