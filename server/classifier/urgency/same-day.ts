/** Needs a person today, though no life hangs on it this minute. Folded text; `G` as in emergencies. */
const G = String.raw`(?: (?!\.|!|\?)\S+){0,5}? `
const FRAGILE = String.raw`(?:bebes?|nourrissons?|enfants?|malades?|sous oxygene|agee?s?|anciens?|handicape\w*|residents?|oxygene|maison de retraite|ehpad|creche|ecole|classes?|classe|enceinte|fauteuil)`

export const SAME_DAY: Readonly<Record<string, readonly string[]>> = {
  asked: [
    "tres urgent|c est urgent|urgent !+|urgentissime|d urgence\\b(?! ?(?:numero|\\?))|danger (?:immediat|imminent)|tres dangereux|immediatement|tout de suite|avant (?:qu il (?:y ait|soit)|que quelqu un)|venez (?:vite|maintenant)|au plus vite|rappelez moi aujourd hui|gravissime|il y a danger|quelqu un va se (?:tuer|blesser|faire)",
    "mise? en danger",
  ],
  road: [
    `(?:plaque|tampon|regard|bouche)${G}(?:bouge|manque|ouverte?|absente?|volee?|disparue?|arrachee?|cassee?|enlevee?)`,
    "(?:plaque|tampon|bouche|regard) (?:d egout )?(?:qui )?(?:bouge|manquante?|ouverte?|manque)",
    "verglas|(?:trottoir|route|chaussee|pont)s? (?:verglace\\w*|gele\\w*)|patinoire (?:devant|sur la route)|nappe d huile|(?:huile|gasoil|fioul) sur la (?:route|chaussee)",
    `feux? (?:\\S+ ){0,8}?(?:en panne|hs|eteints?|clignot\\w*|marchent plus|marche plus)`,
    "tranchee (?:d un metre|ouverte d un metre|non protegee|sans (?:protection|barriere\\w*))|barriere\\w*( \\S+){0,3} (?:envolee?s?|tombee?s?|couchee?s? .* nuit)|(?:chaussee|route|rue|trottoir)s? (?:s affaisse|s effondre|s est affaisse\\w*|est en train de)",
    "(?:tige|barre|morceau|clou)s? (?:en |de )?(?:metal|fer|ferraille)(?: \\S+){0,4} (?:depasse|pointu\\w*|sort)|eclate (?:un|mon|le) pneu|failli (?:tomber|se tuer|mourir|etre|renverser|se faire|finir|me faire)",
  ],
  falling: [
    "(?:branche|arbre|mur|facade|balcon|panneau|poteau|mat|cheminee|tuiles?|corniche|pierres?|tronc|lampadaire|candelabre|platane|grue)s?(?: \\S+){0,5} (?:menace\\w* (?:de )?(?:tomber|s |chuter|ceder)|va tomber|vont tomber|pret a tomber|prete a tomber|risque de (?:tomber|ceder|chuter|s ))",
    "(?:pierres?|tuiles?|morceaux|briques?|beton|vitres?)(?: \\S+){0,3} (?:tombent|tombe|qui tombent|tomber) (?:sur|depuis|du|de)|perd(?:ent)? des pierres|perimetre de securite|(?:facade|mur) lezarde\\w*|arbre (?:couche|tombe|deracine|en travers)|tronc couche|(?:candelabre|lampadaire|poteau|mat) (?:couche|tombe|a terre|par terre|renverse)",
    "cables? (?:qui )?(?:pend\\w*|traine\\w*)|(?:fils|boitier|armoire|coffret)(?: \\S+){0,8} (?:dehors|apparents?|sortent|ouverte?s?)(?: \\S+){0,5}",
  ],
  water: [
    "(?:grosse|enorme|importante|grande) fuite|fuite(?: d eau)? (?:enorme|importante|massive|geante)|ca jaillit|jaillit|geyser|rue (?:est )?inondee|hall inonde|cave inondee (?:ce|en)",
    `(?:coupure|coupes?|coupee?s?|plus|pas|sans)(?: d)? (?:eau|chauffage|electricite|courant|gaz)${G}${FRAGILE}`,
    `(?:eau|chauffage|electricite)${G}coupee?s?(?: \\S+){0,14} ${FRAGILE}`,
    `(?:malades?|vomi\\w*|vomissements?|diarrhee)(?: \\S+){0,5} (?:eau|robinet|cantine|apres)|intoxication|produit (?:chimique|bleu|toxique)|bidons? (?:de )?produit|pollution (?:en cours|de la riviere)|(?:poissons|animaux) morts (?:partout|par)`,
    `pas de chauffage${G}(?:ecole|creche|classe|bebe|ehpad)|(?:_number) degres (?:dans|en) (?:la |les )?(?:classes?|chambres?|creche|dortoir)`,
  ],
  children: [
    "seringues?(?: \\S+){0,8} (?:toboggan|parc|jeux|ecole|creche|square|enfant\\w*|aire|bac a sable)|seringues? (?:usagees?|par terre|partout)",
    `(?:mon fils|ma fille|enfants?|petit\\w*|eleves?)${G}(?:oublie\\w*|mordu\\w*|s est fait piquer|pique\\w* (?:par|ce))`,
    "(?:_number|plusieurs|six|cinq|quatre|trois|dix|des) (?:enfants|eleves|voisins|personnes|residents) malades|tousse\\w* sans|du mal a respirer",
    "mordue? (?:ma|mon|un|une|par)|a mordu|chien (?:dangereux|agressif|enrage)|frelons?(?: \\S+){0,8} (?:balancoires?|ecole|creche|jeux|enfant\\w*|cour|pique\\w*)",
    "(?:inconnu|homme|individu|type)(?: \\S+){0,6} (?:suit|suivent|aborde|rode|photographie)(?: \\S+){0,5} (?:enfant\\w*|collegien\\w*|ecole|fille\\w*|eleve\\w*)|(?:n a pas ouvert|portes? close) (?:ce matin|.* creche)",
  ],
  people: [
    "(?:dort|dorment|dormir|couche|nuit) (?:\\S+ )?(?:dehors|dans la rue|sous la neige)|a la rue (?:ce soir|cette nuit|avec|depuis|demain)|ce soir (?:a la rue|dehors)|le _number (?:est )?(?:sature|ne repond)|rien pour (?:nourrir|manger)|plus rien a manger|pas mange depuis",
    "(?:voisine?|dame|monsieur|mamie|papi|personne agee)(?: \\S+){0,6} (?:ne (?:me )?repond (?:plus|pas)|volets fermes|pas vue? depuis|pas sortie? depuis)|volets fermes(?: \\S+){0,6} inquiet\\w*",
    "(?:coince\\w*|bloque\\w*)(?: \\S+){0,3} (?:fauteuil|ascenseur|quai|tram|chez (?:moi|elle|lui))|(?:fauteuil|handicape\\w*)(?: \\S+){0,3} (?:coince\\w*|bloque\\w*)|bloque (?:l entree|ma sortie|l acces|le passage des pompiers)",
    "ivre(?: \\S+){0,3} menace|menace (?:les|des|ses|mes) (?:passants|gens|voisins|enfants|clients)|tres agite|rodeurs?|cambriol\\w+ (?:en cours|en ce moment)|entrent par|essaient? (?:d ouvrir|les poignees)|expuls\\w+ (?:demain|ce matin|aujourd hui|ce soir)|bloquee?s?(?: \\S+){0,3} (?:ambulance|pompiers)|meme pas une ambulance|(?:acces|passage) (?:des |aux )?pompiers",
    "(?:avion|vol|depart|pars|mariage|enterrement|obseques|oral|examen)(?: \\S+){0,3} (?:demain|ce soir|aujourd hui|dans _number heures?)|decede\\w* (?:cette nuit|ce matin|hier)|pompes funebres attendent|saisie sur (?:mon )?compte",
    "au secours|a l aide|menace\\w* (?:moi|de)|j ai (?:tres )?peur|coup de couteau|agresse\\w* (?:ce|hier|par|en)",
  ],
}
