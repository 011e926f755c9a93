/** Drinking water, leaks, sewers, drains, flooding, meters, fountains, rivers within the city. */
export const eauAssainissement = String.raw`
-! Fuite d'eau énorme sur la chaussée rue Berlioz, ça jaillit depuis une heure
- Plus d'eau au robinet depuis ce matin, aucune information de personne
= Bonjour, l'eau est-elle potable aujourd'hui quartier Saint-Roch ?
= À qui s'adresser pour ouvrir un compteur d'eau après un emménagement ?
- L'eau du robinet est marron et sent le chlore, vous la boiriez, vous ?
- Les égouts remontent dans ma cave à chaque orage, ras-le-bol
+ Fuite réparée en pleine nuit, bravo aux agents du service des eaux 💧
+ Merci pour l'intervention rapide sur la canalisation, l'eau est revenue avant le dîner
- Bouche d'égout bouchée par les feuilles, la rue devient une piscine dès qu'il pleut
- Odeurs d'égout insupportables place des Tanneurs dès qu'il fait chaud
-!! L'eau monte très vite dans le sous-sol de la résidence, ma voisine âgée est bloquée en bas
-!! La rivière déborde, l'eau entre dans les maisons rue du Gué, on a des enfants, on fait quoi ??
= Quelle est la dureté de l'eau à Parvis ?
= Comment lire mon compteur et transmettre le relevé ?
- pa deau depui hier soir ds limmeuble, ya des bébé ici
-! Coupure d'eau non annoncée dans une maison de retraite, 60 résidents sans eau depuis 6h
- Facture d'eau de 900 euros pour deux personnes, la fuite est sur VOTRE réseau, avant compteur
= Une fuite après compteur donne-t-elle droit à un dégrèvement ?
- La pression est si faible qu'on ne peut plus se doucher au quatrième étage
= L'avaloir devant le 22 rue du Bac est obstrué, pouvez-vous envoyer un camion hydrocureur
- Caniveau plein d'eau stagnante depuis quinze jours, moustiques à gogo
= Le passage au tout-à-l'égout est-il obligatoire pour notre hameau ?
= Contrôle de ma fosse septique : qui est le SPANC de la commune ?
- Prix du mètre cube +18 %, pour une eau calcaire qui flingue les machines. Merci du cadeau
- Borne incendie qui fuit depuis une semaine, des milliers de litres au caniveau en pleine restriction
-! Des jeunes ont ouvert une bouche à incendie, geyser de 5 mètres, la rue est inondée
- Restriction d'arrosage pour nous, fontaines qui coulent jour et nuit pour la ville. Cherchez l'erreur
= Quelles sont les restrictions d'eau en vigueur cet été ? Puis-je remplir ma piscine ?
- Canalisation percée signalée jeudi, on est mardi, ça coule toujours
- Orage de dix minutes et tout le quartier bas est inondé : le réseau pluvial date de Napoléon
= Où puis-je trouver les résultats d'analyse de l'eau potable ?
+ Belle transparence sur la qualité de l'eau, tableau clair et à jour, merci
- Mousse blanche et poissons morts dans la rivière sous le pont, pollution en cours ?
-! Produit bleu qui coule d'une canalisation dans la rivière depuis ce matin, venez vite avant que ça se dilue
- Le regard devant mon portail refoule des eaux usées. C'est immonde
= Proposition : récupérer l'eau de pluie des toits du gymnase pour arroser
- #coupuredeau quartier des vignes, merci de prévenir la prochaine fois
= Durée de la coupure d'eau annoncée demain rue Sand ?
- Plomb dans les branchements de l'immeuble : on attend les travaux depuis 2013
- L'eau a un goût de terre depuis l'épisode de pluie, ma fille a mal au ventre
-! Plusieurs voisins malades après avoir bu l'eau du robinet, faut-il arrêter d'en boire ?
+ Fontaine à eau installée au parc, parfait pour les gourdes des petits
= Serait-il possible d'installer une fontaine à boire près du terrain de basket ?
- Fontaine publique coupée en pleine canicule, logique implacable
- Compteur télérelevé en panne, on me facture une estimation délirante
= bonsoir mon robinet goutte, c'est vous ou le proprio qui paye la facture d'eau
- Tampon d'égout qui claque à chaque voiture et laisse passer les odeurs
- La station d'épuration empeste jusqu'au lotissement des Mimosas
= Peut-on visiter la station d'épuration avec une classe ?
+ Visite de l'usine des eaux passionnante, merci aux techniciens
- Après vos travaux d'assainissement, plus une goutte, et numéro d'urgence qui ne répond pas
- Eau coupée trois fois ce mois-ci. Au moins on apprend l'histoire, on vit comme au XIXe
- Bassin de rétention jamais curé, il déborde dans nos jardins
= Le raccordement au réseau pour une construction neuve coûte combien ?
- Grille d'évacuation arrachée et caniveau effondré, l'eau ruisselle jusque dans le hall
- INONDATION DE CAVE 4 FOIS EN UN AN, QUI VA PAYER ???
- l'eau est coupé é personne répon o numéro, merci veolia merci la mairie
= Savez-vous si l'eau chlorée de ce matin est normale ? Odeur plus forte que d'habitude
+ Merci d'avoir curé le fossé avant les pluies, pour une fois nos caves sont sèches
- Robinet du cimetière cassé, ça coule en continu
- Merci pour la réparation de la fuite, mais la rue est restée ouverte et l'eau trouble
- 💧💧💧 ça coule rue Hoche depuis 3 jours et on nous dit d'économiser
= Comment demander un échéancier pour ma facture d'eau ?
`
