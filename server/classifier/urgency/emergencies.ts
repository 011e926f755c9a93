/** Danger to life or limb, now. Folded text; `G` stands for up to five words in between. */
const G = String.raw`(?: (?!\.|!|\?)\S+){0,5}? `
const CHILD = String.raw`(?:enfants?|bebes?|nourrissons?|fillettes?|petite? (?:fille|garcon)|garcons?|eleves?|mon fils|ma fille|gamine?s?|ados?|mome)`
const PERSON = String.raw`(?:une personne|personnes|la personne|gens|dame|homme|femme|monsieur|vieux|vieille|papi|mamie|voisine?|cycliste|pieton\w*|motard|quelqu un|mec|type|jeunes?|passante?|mere|pere|conducteur|ouvrier|${CHILD.slice(3, -1)})`

export const EMERGENCIES: Readonly<Record<string, readonly string[]>> = {
  gas: [
    `(?:odeurs?|fuites?|sent|sens|sentent|pue|echappe\\w*|bouffee)${G}(?:du |de |le |au )?gaz`,
    `gaz${G}(?:fuit|fuite|odeur|perce\\w*|arrache\\w*|s echappe)`,
    `(?:odeurs?|fuites?|sent|sens|pue) (?:de |du |le |au )?gaz`,
    "monoxyde|intoxi(?:que|ques|quee|cation au)",
  ],
  electricity: [
    `(?:cables?|lignes?|fils)${G}(?:electriques?|denudes?|a nu|sous tension|haute tension|a terre|par terre|au sol)`,
    `(?:cables?|lignes?|fils) (?:electriques?|denudes?|nus?|a nu|sous tension|haute tension|a terre|par terre|au sol)`,
    "etincelles?|electrocut\\w*|court circuit|electrise\\w*",
  ],
  collapse: [
    `(?:immeubles?|maisons?|ponts?|toits?|toiture|plafonds?|murs?|balcons?|facades?|tribunes?|gradins?|echafaudages?|grue|batiments?|preau|passerelle|plancher|beton)${G}(?:effondr(?:e|es|ee|ees|ent|er)|ecroul(?:e|es|ee|ees|ent|er)|tombent? sur (?:les|des|la|une?|nos|nous) (?:gens|passants|voitures?|tetes?|enfants|eleves|pietons))`,
    "(?:vient|viennent|en train|est|sont|va) (?:de )?(?:s |de s )?(?:effondr\\w+|ecroul\\w+)",
    "(?:s est|se sont) (?:effondr\\w+|ecroul\\w+)",
    `sous les (?:decombres|gravats)|glissement de terrain|eboulement`,
  ],
  fire: [
    "incendies?|flammes?|en feu|prend feu|pris feu|prennent feu|au feu !+|il y a le feu|y a le feu|mis le feu|mettent le feu|met le feu",
    `feux? (?:de (?:poubelles?|foret|cave|voiture|broussailles?|appartement|cheminee)|dans|chez|au \\d*|s est declare|se declare|a pris|qui (?:prend|monte|se propage))`,
    "(?:ca|sa|tout|poubelles?|voitures?|immeuble|maison|appart\\w*|appartement|toit|local|hall|foret|garage|cave) (?:est en train de |en train de |entrain de |qui )?(?:brul(?:e|ent|er)|crame|crament)",
    "(?:fumee|fumees) (?:noire|epaisse|qui|sort|dans|toxique)|grosse fumee|explosions?|(?:a|vient d|va|ont) (?:explose\\w*|exploser)|ca (?:explose|va peter)",
  ],
  violence: [
    "coups? de (?:feu|couteaux?|fusil|machette|hache|poing)|fusillade|(?:ca|ils|on) (?:tire|tirent) (?:dessus|sur|dans)|tirs? (?:a|de|d) (?:balles?|arme|kalach\\w*)",
    "(?:avec|brandi\\w*|sort\\w*|muni\\w*|armee?s?|menac\\w*|pointe|bagarre|rixe|attaqu\\w*|agress\\w+|entre|entrent) (?:(?!\\.|!|\\?)\\S+ ){0,6}?(?:couteaux?|machettes?|pistolets?|fusils?|haches?|arme|armes|flingues?|kalach\\w*|barres? de fer|battes?)|poignard\\w+|egorg\\w+|(?:homme|individu|type|mec)s? armes?|cagoul\\w+",
    `se (?:fait|font|faire) (?:\\w+ )?(?:frapper|taper|tabasser|agresser|violer|poignarder|attaquer|lyncher|etrangler|massacrer|cogner)`,
    `(?:frappe|frappent|tabasse\\w*|etrangle\\w*|lynch\\w+|cogne|tape) (?:sa|son|une?|le|la|ma|mon|sur)`,
    "(?:il|elle|mari|ex|compagnon|pere) (?:me |nous |la )?(?:frappe|tape|bat|cogne|etrangle)|(?:violences? conjugales?)",
    "(?:menac\\w+|va|veut|vais|essaye|essaie)(?: de)? (?:me|la|le|nous|les) (?:tuer|buter|planter|egorger|cramer|frapper)|menaces? de mort",
    `(?:crie|hurle|appelle|cris|hurlements?|appels?)${G}(?:au secours|a l aide)|(?:crie|hurle|appelle) (?:au secours|a l aide)`,
    "prise? d otages?|attentat|colis suspect|sac suspect|une bombe|alerte a la bombe|agression en cours|viol en cours|(?:a ete|est) viole\\w*|rixe|bagarre (?:generale|au|avec|en cours|a coups)",
    "kidnapp\\w+|sequestr\\w+",
  ],
  distress: [
    "suicid\\w+|(?:en finir|finir avec la vie)|mettre fin a (?:mes|ses|sa|ma) (?:jours|vie)|(?:plus|pas) envie de vivre|(?:veux|veut|vais|va|envie de|prefere) (?:plus vivre|mourir|crever|me tuer|se tuer)|me (?:pendre|tuer|jeter|foutre en l air|faire du mal)|se (?:pendre|jeter)",
    `(?:va|vais|veut|veux|menace de|pret a|prete a) sauter|sauter (?:du|d un|par) (?:pont|toit|balcon|fenetre|la fenetre|immeuble)|(?:enjambe|assis\\w*|debout) (?:sur )?(?:le |la |du )?(?:parapet|rambarde|rebord)`,
    "plus la force (?:de vivre|de continuer)|adieu a tous|avale\\w* (?:des|tous les|plein de) (?:medicaments|cachets)|c est ma derniere nuit",
  ],
  flood: [
    `(?:eau|eaux|riviere|crue|niveau|ruisseau|fleuve|torrent)${G}(?:monte|montent|entre dans|rentre dans|envahi\\w*|emporte\\w*|a la taille|aux genoux)`,
    `(?:riviere|ruisseau|fleuve|digue|barrage|canal)${G}(?:deborde|debordent|sort de son lit|cede|cedent|rompu\\w*)`,
    `(?:riviere|ruisseau|fleuve|digue|barrage) (?:deborde|cede|monte|est en crue)|(?:eau|eaux) (?:monte|montent|entre|rentre)`,
    `inond\\w+${G}(?:bloque\\w*|coince\\w*|piege\\w*|evacue\\w*|secours|toit)|(?:emporte\\w*|pris) par (?:les eaux|le courant|la crue|l eau)`,
  ],
  accident: [
    `(?:renverse\\w*|percute\\w*|fauche\\w*|ecrase\\w*|heurte\\w*) (?:par|un|une|le|la|mon|ma) (?:voitures?|bus|tram|camion|scooter|moto|velo|trottinette|${PERSON.slice(3)}`,
    `${PERSON} (?:vient de |s est |a ete |est |se fait |se faire )*(?:renverse\\w*|percute\\w*|fauche\\w*|ecrase\\w*)`,
    `(?:grave |gros |enorme )accidents?|accidents? (?:graves?|mortel\\w*|a l instant|en ce moment|vient de|avec (?:des )?blesse\\w*)|(?:vient|viens) d (?:y )?avoir un accident|(?:y a|a eu) un accident`,
    "blesses? (?:graves?|au sol|dans)|(?:y a|plusieurs|des|un|une|est|sont) (?:\\w+ )?blesses?\\b|saigne\\w*|plein de sang|en sang|perd (?:du|beaucoup de) sang",
    "inconscient\\w*|ne respire (?:plus|pas)|respire (?:plus|mal|pas)|(?:il|elle) (?:ne )?(?:bouge|reagit|repond) (?:plus|pas)|(?:ne )?se releve (?:plus|pas)|evanoui\\w*|arret cardiaque|crise cardiaque|infarctus|avc|crise d epilepsie|convuls\\w+|fait un malaise|malaise (?:cardiaque|grave|en pleine)|(?:il|elle|qui) s etouffe|(?:il|elle) est (?:en train|entrain) de s etouffer|tombee? dans les pommes",
    `(?:coince\\w*|bloque\\w*|piege\\w*|enferme\\w*) (?:dedans|dessous|sous|a l interieur|en bas|dans (?:la|une|sa|l) (?:voiture|ascenseur|cave|maison|eau))`,
    "noyade|se noie|se noyer|noye\\w*|(?:tombe\\w*|chute\\w*) (?:dans (?:l eau|le canal|la riviere|le fleuve|un puits|le vide|l etang|la seine|le lac|le bassin|dedans)|du (?:toit|balcon|pont|\\d|_number|troisieme|deuxieme|premier|quatrieme)|d un (?:toit|balcon|echafaudage)|sur les (?:rails|voies))|fond (?:du bassin|de la piscine|de l eau)",
    "(?:voiture|camion|bus|scooter|quelqu un|dame|monsieur|enfant|gamin) (?:est |vient de |a )*tombee?s? dedans|tombe sur (?:une|un) (?:voiture|passant|dame|pieton|enfant|homme|femme)\\b",
    "choc (?:allergique|anaphylactique)|overdose|electrocute|(?:reaction|crise) (?:allergique|d asthme) grave",
  ],
  child: [
    `${CHILD}${G}(?:en danger|inconscient\\w*|disparu\\w*|enleve\\w*|maltraite\\w*|battue?s?|frapp\\w+|brule\\w*|s etouffe\\w*|se noie|suspendu\\w*|enferme\\w* dans|seule? dans (?:la|une) voiture|sur les (?:rails|voies)|sur le toit|au bord du)`,
    `${CHILD} (?:en danger|disparu\\w*|enleve\\w*|maltraite\\w*|battue?s?)|enfants? (?:est |sont )?enfermes? dans`,
  ],
  calls: [
    "(?:appelez|appeler|envoyez|prevenez|besoin|vite|faut|faudrait) (?:vite |d urgence |des |du |d |une? )?(?:les |le |la |l )?(?:secours|pompiers|samu|ambulance|police (?:vite|tout de suite))|urgence vitale|danger de mort|sos (?:sos|!)|vite vite|vie en danger|il va mourir|elle va mourir|va y avoir un mort|mourant\\w*",
  ],
  elsewhere: [
    "gas leak|smell(?:s|ing)?(?: \\S+){0,3} gas|(?:is|are|on) (?:on )?fire|fire (?:in|at|on) (?:the|my|our)|help me please|emergency|is bleeding|not breathing|unconscious|collapsed|has a (?:knife|gun)|gunshots?|shooting|drowning|kill (?:myself|me|her|him)|suicide|live wires?|flooding (?:into|our|my)|trapped|call an ambulance|someone is hurt",
    "fuga de gas|huele(?: \\S+){0,2} gas|incendio|fuego|esta ardiendo|socorro|ayuda por favor|emergencia|herid[oa]s?|sangrando|no respira|se ahoga|derrumb\\w+|disparos|cuchillo|matarme|suicid\\w+|ambulancia|atrapad[oa]s?",
    "fuga de gas|cheiro a gas|vazamento de gas|incendio|fogo|a arder|pegando fogo|socorro|emergencia|ferid[oa]s?|a sangrar|nao respira|afog\\w+|desab\\w+|tiros|faca|matar me|ambulancia|pres[oa]s? (?:na|no) ",
    "حريق|النجدة|غاز|طوارئ|إسعاف|اسعاف|انهيار|انتحار|يغرق|سكين|نار",
  ],
}
