const words = (list: string) => new Set(list.trim().split(/\s+/))

/** Before a surname. `m`, `me` and `pr` are looked at more closely: they are also words. */
export const CIVILITIES = words(
  "m mr mme mlle mmes mrs ms miss monsieur madame mademoiselle messieurs mesdames dr docteur pr professeur me maitre famille mm",
)
/** Names of streets begin with these too. */
export const LEARNED = words("dr docteur pr professeur me maitre famille")

/** Who comes after these is someone: « mon voisin Bakari », « je m'appelle Oksana ». */
export const KIN = words(
  `fils fille mari femme epouse epoux voisin voisine mere pere maman papa frere soeur oncle tante cousin cousine ami amie copain
  copine compagne compagnon collegue gardien gardienne concierge prenomme prenommee nomme nommee appelle signe nageur
  instituteur institutrice maitresse animateur animatrice agent agente guichetier guichetiere bebe jumeau jumelle neveu niece
  locataire proprietaire fiston papi mamie papy tata tonton`,
)

/** Parts of a surname that are not capitals by themselves. */
export const PARTICLES = words(
  "de du des la le les l d da das dos el al ben bin ibn ould van von den der di della del san",
)

/** What carries the name of someone without being about them: rue, école, loi… */
export const NAMED_PLACES = words(
  `rue avenue av bd boulevard place pl square quai impasse allee allees chemin cours cour route pont ecole ecoles college lycee
  creche gymnase stade piscine mediatheque bibliotheque ludotheque theatre cinema centre hopital clinique parc jardin salle
  maison espace residence station arret gare metro tram tramway ligne eglise chapelle cathedrale cimetiere complexe conservatoire
  musee universite foyer quartier cite hotel palais esplanade promenade passage villa mail point carrefour porte tour groupe
  maternelle elementaire primaire scolaire fontaine statue loi prix pass fete foire marche saint sainte st ste institut fondation
  aeroport bois fort port parvis terrain plaine base boulodrome tribunal dispensaire ehpad amphitheatre auditorium halle halles
  kiosque bassin canal berge berges voie sentier ruelle faubourg rond pole plateau cap ile resto epicerie dojo skatepark
  annexe batiment pavillon cantine restaurant bourse dispositif plan programme agence barrage tunnel viaduc aire multi`,
)

/** Between a place and its name: « rue du Général de Gaulle », « place de l'Abbé Pierre ». */
export const TITLES = words(
  "docteur dr professeur pr general marechal colonel capitaine commandant amiral president abbe pere soeur mere frere saint sainte st ste cardinal pape roi reine prince duc maitre lieutenant sergent",
)

/** Capitals that are not people, after a civility, a first name or a relative. */
export const NOT_A_NAME = words(
  `le la les un une des du de d l ce cet cette ces je j tu il elle on nous vous ils elles mon ma mes ton ta tes son sa ses notre nos
  votre vos leur leurs et ou mais donc or ni car si que qui quoi dont quand comment pourquoi combien quel quelle quels quelles est
  sont etes suis ai as a ont avez avons y en au aux avec sans pour par sur sous dans chez vers depuis pendant apres avant c qu n s t
  bonjour bonsoir merci salut cordialement svp stp madame monsieur mademoiselle mesdames messieurs maire mairie adjoint adjointe
  prefet prefete prefecture president presidente ministre depute deputee senateur senatrice directeur directrice conseiller
  conseillere elu elue juge procureur commissaire chef cheffe responsable ville service services city police municipale etat
  nombreuse nombreuses fouettard nature rue avenue boulevard place ecole college lycee lundi mardi mercredi jeudi vendredi
  samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre paris france europe parvis
  travail connect assistance urgence secours social sociale action culture sport bus tram metro ici oui non ok bref bravo pas plus
  peut peuvent pouvez doit devez faut quoique alors puis aussi encore toujours jamais tres trop tout tous toute toutes rien
  commune departement region francais francaise habitant habitante usager citoyen citoyenne resident residente agent nom prenom
  the a an and or of to in is are was were i he she we they my your our his her please hello thanks thank you who what when
  where why how`,
)

/** Before an initial, when someone is named by it: « écrit par J. Dupont ». */
export const BEFORE_INITIAL = words(
  "par de a avec chez et pour ou d monsieur madame mme m signe cordialement vous cdt by from and",
)
