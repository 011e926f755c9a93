/** Parks, trees, flower beds, playground lawns, hedges, city animals in green areas, allotments. */
export const espacesVerts = String.raw`
- L'herbe du parc Monceau n'a pas été tondue de l'été, on ne voit plus les bancs
- Encore trois platanes abattus sans la moindre explication. Massacre à la tronçonneuse avenue de la Paix
= Bonjour, quels sont les horaires du jardin botanique en hiver ?
= Comment s'inscrire sur la liste d'attente des jardins ouvriers ?
+ Les massifs fleuris devant l'hôtel de ville sont splendides cette année 🌷🌷
+ Merci aux jardiniers, le square a retrouvé ses couleurs, un bonheur
-! Une grosse branche menace de tomber sur l'aire de jeux du parc, ça craque quand il y a du vent
-!! Un arbre vient de tomber sur une voiture rue de la Source, il y a une dame coincée dedans
- Les racines du tilleul soulèvent ma clôture, j'attends une visite depuis février
- Haie municipale jamais taillée : elle déborde sur le trottoir et griffe les passants
= Serait-il possible de planter des arbres dans la cour du quartier Saint-Jean, il y fait 40 degrés l'été
= Peut-on venir avec un chien tenu en laisse dans le parc de la Roseraie ?
- Chenilles processionnaires dans les pins du square, mon chien a fini chez le véto
- le gazon du stade c bien mais le parc des familles c la jungle, ya des tiques partout
- Fontaine du parc à sec et pelouse grillée, vive la ville verte
- Ville fleurie, trois fleurs sur le panneau, zéro dans mon quartier
= Qui prévenir pour un nid de frelons asiatiques dans un arbre du parc ?
-! Nid de frelons asiatiques juste au-dessus des balançoires, un enfant s'est fait piquer ce matin
= Un arrosage des jeunes arbres est-il prévu pendant la canicule ? Ceux de l'esplanade font la tête
- Les arbustes plantés en mars sont tous morts. Personne ne les a arrosés, bravo le gaspillage
+ La nouvelle forêt urbaine, quelle belle idée, on y entend déjà les oiseaux
+ Un grand merci pour le banc à l'ombre du cerisier, mamie peut souffler sur le chemin du marché
- Plus un banc dans ce parc, il faudrait s'asseoir par terre peut-être ?
= Suggestion : laisser une partie des pelouses en prairie pour les abeilles
- Tondeuse à 7h un samedi et en pleine floraison des pâquerettes, bravo la biodiversité
- Branches coupées laissées en tas depuis l'élagage d'octobre
= L'élagage des arbres de l'avenue Jaurès est programmé pour quand ?
- Élagage complètement raté, on dirait des porte-manteaux
- Le saule du bord de l'étang est mort, il penche de plus en plus vers l'allée
= Bonjour, je voudrais adopter un pied d'arbre pour y planter des fleurs, quelle démarche ? (permis de végétaliser)
+ Merci pour le permis de végétaliser, notre rue est devenue un petit jardin 🌿
- Canards et cygnes de l'étang nourris au pain rassis, l'eau est verte, aucun panneau
- L'étang sent l'œuf pourri et les poissons flottent le ventre en l'air
= A quelle heure ferme le parc le soir en ce moment ? Le panneau est effacé
- Grilles du square fermées à 18h en plein mois de juin ! Les gens travaillent figurez-vous
- Mauvaises herbes hautes d'un mètre le long du trottoir. Zéro phyto d'accord, zéro désherbage non
- ras le bol des ronces sur le chemin de halage, on s'écorche les jambes
= Pourriez-vous remettre des jardinières place de l'Horloge comme autrefois ?
+ Le jardin partagé des Glycines a changé la vie du quartier, merci à la ville de son soutien
- Toboggan rouillé et balançoire cassée au jardin public depuis les vacances
= Est-il prévu de rénover l'aire de jeux du parc Bellevue ? Les agrès datent un peu
+ Les nouveaux jeux en bois du parc sont extra, les petits ne veulent plus rentrer
- Bétonner la dernière pelouse du quartier, c'est ça votre plan climat ?
- Arbres mal plantés, tuteurs cassés, paillage envolé : deux ans et déjà foutus
= Combien d'arbres la ville a-t-elle plantés cette année ?
-! tronc couché en travers de l'allée cavalière après l'orage, impossible de passer, il est retenu par une branche
- pigeons : ils ont colonisé les arbres de la place, les bancs sont couverts de fiente
= Les ruches du toit de la médiathèque produisent du miel, où peut-on en acheter ?
- On a rasé la haie où nichaient les merles, en avril. En avril !!
- Moustiques tigres par milliers près du bassin du parc, aucun traitement
= Peut-on pique-niquer et faire un barbecue dans le parc du château ?
- La roseraie est à l'abandon, quelle tristesse quand on l'a connue il y a vingt ans
+ Super balade ce matin au parc, tout est nickel, merci aux agents des espaces verts
- Bacs à fleurs transformés en cendriers géants rue piétonne, arrachez-les ou entretenez-les
= Savez-vous quelle essence a été plantée devant l'école ? C'est très joli
- Ambroisie en pleine floraison sur la friche, tout le quartier éternue 🤧
= bjr, possible de couper le platane devant mon balcon, il me prend tte la lumière
- L'arbre devant mon immeuble est malade, le champignon grimpe, aucun expert n'est venu
+ Bravo pour les sapins et les décorations végétales, c'est très réussi 🎄
- #SauvonsLesArbres Parvis coupe, coupe, coupe
- Il manque la moitié des planches du ponton dans le parc du lac, quelqu'un va passer au travers
`
