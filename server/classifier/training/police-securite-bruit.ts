/** Municipal police, safety, noise, dealing, antisocial behaviour, stray animals, dangerous dogs, speeding. */
export const policeSecuriteBruit = String.raw`
- Tapage tous les soirs sous mes fenêtres jusqu'à 4h, la police municipale ne se déplace jamais
- Rodéos à moto chaque week-end sur l'esplanade, on n'en peut plus
= Bonjour, quel est le numéro de la police municipale la nuit ?
= Comment s'inscrire à l'opération tranquillité vacances ?
+ Merci aux deux policiers municipaux qui ont ramené mon fils perdu au marché 🙏
+ Patrouilles à pied dans le quartier, on se sent déjà mieux. Merci
- Deal en plein jour devant le collège, tout le monde le voit sauf vous
-! Chien sans muselière qui a mordu ma fille au square, le maître est encore là
-!! Des coups de feu viennent d'éclater place des Cerisiers, on est couchés par terre
-!! Bagarre au couteau devant le tabac, un jeune saigne beaucoup
-!! Une femme se fait frapper dans la rue sous mes fenêtres, elle hurle
- Voisin qui fait de la perceuse le dimanche à 7h, le règlement il connaît pas
= Quels sont les horaires autorisés pour la tondeuse et le bricolage ?
- ya des jeune ki squat le hall é ki fume, on a peur de rentré
- Terrasse du bar qui hurle jusqu'à 2h, trois plaintes, aucune suite
- J'ai été agressée verbalement dans le parc, aucune présence, aucune caméra
= Combien de caméras de vidéoprotection dans le centre ?
- Caméras partout, police nulle part
- On m'a volé mon vélo pour la troisième fois devant la gare
= J'ai trouvé un chien errant, qui vient le chercher ?
- Chat écrasé devant chez moi depuis hier et des chiens errants dans la zone, la fourrière animale ne vient pas
- Pétards et mortiers toute la nuit, mon chien tremble, mon bébé hurle 🤬
= Un arrêté interdit-il les pétards pendant les fêtes ?
- Les voitures roulent à 90 rue de la République, radar pédagogique débranché
= Peut-on demander un radar ou des contrôles de vitesse devant l'école ?
-! Un homme ivre menace les passants avec une bouteille à l'arrêt du tram, il est très agité
- Cambriolage : troisième de l'été dans l'impasse, aucune ronde
= Comment rejoindre le dispositif voisins vigilants ?
- Gens du voyage installés sur le stade depuis lundi, branchements sauvages, que faites-vous ?
- Musique à fond depuis la place, fenêtres fermées on entend les paroles
- Harcèlement de rue quotidien rue de la Gare, je change de trottoir, puis de rue, puis de ville ?
+ Intervention rapide pour le tapage d'hier soir, au bout de dix minutes on dormait. Bravo
= bsr la police municipale bosse le dimanche ou pas
- Livreurs qui font tourner leurs moteurs à 5h du matin sous la chambre de mes enfants
- #insecurite #Parvis ça suffit
- Alarme de magasin qui sonne depuis 6h ce matin sans arrêt, personne ne peut la couper ?
= Faut-il déclarer un chien de catégorie 2 en mairie ?
- Coq du voisin dès 4h du matin, je deviens fou
- Les scooters trafiqués, échappement libre, aller-retour de 22h à minuit. Dormir, pour quoi faire
= À qui signaler un tapage nocturne, vous ou la gendarmerie ?
- Zone piétonne traversée par des scooters à toute allure, un jour un gosse y passera
- Hall incendié, boîtes cassées, insultes. La tranquillité publique, parlons-en
- La police met des PV mais pour les dealers y a personne, bravo les priorités
= Un agent peut-il passer voir une occupation illégale de ma cave ?
- Occupation illégale de l'appartement vide au 2e, portes fracturées, va-et-vient jour et nuit
+ Super échange avec la brigade à l'école sur le vélo et le casque, merci
- Clim du supermarché qui ronfle 24h/24, 60 décibels dans ma chambre
= Mesure de bruit : la ville peut-elle venir avec un sonomètre ?
- Travaux de nuit sans dérogation, disqueuse à 23h
- ON VEUT DORMIR !!! boîte de nuit sauvage dans l'entrepôt
- Regroupements alcoolisés devant le Lidl, insultes aux femmes, tessons partout
= Vente de muguet à la sauvette : autorisée ou non ?
- Voitures brûlées samedi, encore. Et dimanche discours sur le vivre ensemble
-!! ma voisine crie au secours derrière sa porte et on entend des coups
-! Deux rôdeurs essaient les poignées de portes des voitures en ce moment rue Delacroix
- Vendeurs à la sauvette qui bloquent la sortie de la gare
= Où déposer une main courante ?
+ Merci à la médiatrice de nuit, elle a calmé tout le monde avec le sourire
- Depuis la fermeture du poste de police du quartier c'est open bar
- Merci pour la patrouille d'hier, mais à peine partie le bruit a repris
- Mon voisin aboie plus que son chien, faites quelque chose
- Tirs de mortier d'artifice contre la caserne, on vit où là
= Les drones sont-ils interdits au-dessus du centre-ville ?
- Un individu suit les collégiennes à la sortie depuis plusieurs jours, prenez ça au sérieux
`
