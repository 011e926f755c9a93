/** Cleanliness: bins, collection, dumped rubbish, bulky waste, recycling centre, droppings, rats, tags. */
export const proprete = String.raw`
- Les poubelles débordent depuis lundi rue Victor Hugo, une odeur épouvantable
- Bravo la mairie, 3 semaines sans ramassage, continuez comme ça 👏👏
= Bonjour, quel jour passent les encombrants dans le quartier de la gare ?
= Comment obtenir un bac jaune supplémentaire pour une famille de 6 ?
- Dépôt sauvage derrière l'église : matelas, frigo, gravats. Troisième fois ce mois-ci
+ Merci aux éboueurs qui passent même sous la neige, vous êtes formidables ❤️
+ Les rues étaient impeccables dès 7h le lendemain de la fête, respect aux agents de propreté
- Crottes de chien partout sur le trottoir de l'école, on slalome chaque matin
-! Seringues usagées au pied du toboggan, il faut venir les enlever tout de suite svp
- g vu 1 rat gros kom un chat pres dé poubel, c degueu
- Tags immondes sur la façade de la médiathèque, toujours pas nettoyés
= La déchetterie est-elle ouverte le dimanche matin ?
= Où déposer des pots de peinture et des piles usagées ?
- Encore refusé à la déchèterie parce que ma camionnette est "trop haute". Résultat : les gens jettent dans les bois
- Le conteneur à verre de la place est plein, les bouteilles s'entassent par terre et les gosses marchent sur les éclats
- Les bacs de tri ont été ramassés avec les ordures ménagères, à quoi ça sert que je trie ???
- La balayeuse n'est pas passée depuis la rentrée dans notre rue, feuilles mortes et mégots jusqu'aux genoux
= Est-ce que la collecte est maintenue le 1er mai ?
= Peut-on avoir un composteur gratuit ? Faut-il s'inscrire quelque part ?
+ Super idée les composteurs collectifs, notre résidence adore
- Corbeille de rue arrachée arrêt Libération, du coup tout finit dans le caniveau
- VILLE SALE, VILLE SALE, VILLE SALE. Voilà ce que retiennent les touristes
- Ça pue la pisse dans le passage couvert, une vraie infection
= Bonsoir, mon bac à ordures a été volé, comment le remplacer ?
- Nos poubelles n'ont pas été vidées ce matin. Tout le côté pair oublié. 
- #Parvis #poubelles #rasLeBol
- Sacs éventrés par les corneilles tous les jeudis, pourquoi ne pas fournir de vrais bacs ?
= Proposition : installer des cendriers devant le lycée
- Les mégots devant la gare, c'est un tapis. Personne ne nettoie, personne ne verbalise
- Cafards dans tout l'immeuble depuis que le local poubelle n'est plus désinfecté
= La dératisation est-elle prévue dans le secteur des Halles ? Un voisin en a vu plusieurs
+ Dépôt sauvage signalé hier soir, enlevé ce midi. Bluffée par la rapidité, merci
- Pigeons morts sur le trottoir depuis trois jours, c'est vous ou c'est nous qui ramassons ?
- Marché du samedi : à 15h la place est jonchée de cagettes et de poissons pourris
= Qui s'occupe du graffiti sur un mur privé, la ville ou le propriétaire ?
- On nous promet une ville propre, on a une déchetterie à ciel ouvert
- mon bac est cassé depuis 1 mois, j'ai appelé 3 fois, rien
= Quels déchets verts prenez-vous à la porte à porte et à partir de quand ?
= Les sacs poubelle jaunes se retirent où maintenant que l'annexe est fermée ?
- Huile de vidange et vieux pneus balancés au bord de la rivière, qui fait ça sérieux 😡
+ Coup de chapeau à l'équipe qui a décapé les tags de l'école, c'est comme neuf
- Les toilettes publiques du parc sont dans un état répugnant, ni papier ni chasse d'eau
- Canisette jamais vidée, distributeur de sacs toujours vide, ensuite on accuse les maîtres
= Vous avez un numéro pour les objets volumineux ? J'ai un canapé et un lave-linge à jeter
- Le camion-benne passe à 5h, laisse la moitié des sacs et repart. Pratique.
- Les vieux meubles de l'appart d'à côté sont sur le trottoir depuis dix jours, on ne passe plus
-! Bidons de produit chimique abandonnés près de la crèche, ça coule et ça sent très fort
- Poubelles jaunes non collectées, motif "erreur de tri" alors que j'avais un seul pot de yaourt !
= Calendrier de collecte 2025 disponible en PDF quelque part ?
+ L'opération nettoyage de printemps, c'était génial, 200 kg de déchets ramassés dans la bonne humeur !
- Les feuilles mortes bouchent tout le trottoir, c'est une patinoire quand il pleut
- Souris dans la cour, rats dans la cave, et la réponse du service : "on transmet"
= Comment signaler un tas d'ordures dans un terrain vague ?
- Merci pour le nettoyage de la place, dommage que la ruelle derrière reste une porcherie
- Vos poubelles connectées à 4000 euros l'unité sont pleines comme les autres lol
= Une benne à déchets verts pourrait-elle venir deux fois par mois en automne ?
- Vomi et canettes tous les dimanches matin devant chez moi, nettoyez au moins la place
+ Merci au gardien de la déchetterie, patient et de bon conseil
- Vitres brisées de l'abribus étalées par terre, personne pour balayer
= bjr g des gravats a jeté c payant ou pas a la dechetterie
- Bac collectif brûlé samedi soir, jamais remplacé, les sacs s'empilent
= A-t-on le droit de sortir ses poubelles la veille au soir ?
- Pq payer la taxe ordures si c pour ramasser 1 fois sur 2
`
