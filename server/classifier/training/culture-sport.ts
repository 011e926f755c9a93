/** Libraries, museums, festivals, theatre, pools, stadiums, clubs, grants to sports and arts. */
export const cultureSport = String.raw`
- La piscine est fermée depuis six mois pour "travaux de courte durée"
- Médiathèque fermée le lundi, le jeudi et le samedi après-midi... elle ouvre quand au juste ?
= Bonjour, quels sont les horaires de la piscine pendant les vacances ?
= Comment s'inscrire au conservatoire de musique ?
+ Festival de jazz exceptionnel hier soir, merci à toute l'équipe 🎷🎶
+ La bibliothécaire m'a trouvé un livre introuvable, quel talent, merci
- Vestiaires du gymnase dégoûtants, douches froides, casiers cassés
- L'eau de la piscine est à 24 degrés, les bébés nageurs grelottent
= Le musée est-il gratuit le premier dimanche du mois ?
= Peut-on réserver un terrain de tennis en ligne ?
- Terrain de foot synthétique troué, deux entorses à l'entraînement
- Subvention de notre club divisée par deux, 200 gamins sur le carreau
+ Explosion de joie au stade, quelle victoire, merci Parvis !!! ⚽🏆
+ Fête de la musique magique, ambiance bon enfant, bombe de bonne humeur
- Concert annulé une heure avant, pas un mot d'excuse, qui rembourse ?
= À quelle heure commence le feu d'artifice du 14 juillet ?
- Le feu d'artifice annulé, la fête au rabais, comme d'hab
= Combien coûte l'abonnement à la médiathèque ?
- g voulu inscrire ma fille a la danse, complet en 4 minute, c nul
= Y a-t-il un cours de gym douce pour retraités ?
- Toit du gymnase qui fuit, match interrompu trois fois samedi
= Suggestion : ouvrir la bibliothèque le dimanche
- Théâtre municipal : sièges défoncés, clim en panne, et 40 euros la place
+ Le spectacle pour enfants à la salle des fêtes était mort de rire, mes petits en parlent encore 😂
= Le skatepark sera-t-il éclairé pour l'été ?
- Skatepark fissuré de partout, un môme s'est ouvert le genou
= Où retirer les billets du spectacle de marionnettes ?
- Aucun vestiaire pour les filles au club de rugby, en 2024 !
+ Merci pour l'expo photo sur les grilles du parc, superbe
- On détruit le cinéma d'art et d'essai pour un fast-food. La culture à Parvis
- File de deux heures pour le salon du livre, entrée par une seule porte, organisation zéro
= bjr la salle des fetes est libre le 12 ? c pr un mariage
= Comment louer une salle municipale pour une association ?
- Notre asso attend un créneau de gymnase depuis deux ans, toujours les mêmes servis
+ Quel beau marché de Noël, les chalets, la patinoire, la chorale, bravo
- Patinoire hors de prix et glace fondue
= La patinoire de Noël ouvre à quelle date ?
- Maître-nageur absent, bassin fermé, on repart avec nos enfants en maillot
-! Grosse odeur de chlore à la piscine, mon fils tousse sans arrêt depuis, d'autres aussi
-!! une petite fille est au fond du bassin à la piscine municipale, appelez les secours
= Les archives municipales sont-elles consultables sur place ?
- Livre réservé depuis mars jamais arrivé, trois relances
+ Bravo aux bénévoles du marathon, organisation au cordeau 🏃
- Marathon : rues fermées jusqu'à 18h, aucune info riverains, super dimanche
= Quel est le parcours de la course des 10 km ?
- #culture budget en baisse, encore une fois
= Avez-vous une adresse pour les cours de dessin adultes ?
- Le son du festival était atroce, on n'entendait que les basses
+ Initiation gratuite au kayak, les ados étaient ravis, merci le service des sports
= Mon fils voudrait faire du judo, quels clubs à Parvis ?
- But de hand mal fixé au terrain de sport, il a basculé hier sur un gamin, heureusement rien de grave
= Le pass culture ou le chèque sport sont-ils acceptés à l'école de musique ?
- École de musique : 20 % d'augmentation, réservé aux riches maintenant
- Panneaux de basket sans filet ni cercle au city stade
+ J'ai découvert la visite guidée du vieux Parvis, un régal, guide passionnante
- Statue de la place taguée et décapitée, personne n'y touche depuis
= Peut-on faire un don de livres à la bibliothèque ?
- Les gradins du stade rouillent, il y a des boulons qui manquent
= Programmation du ciné plein air cet été ?
+ Belle saison au théâtre, on se régale. Et l'accueil est charmant.
- Merci pour le concert gratuit, mais deux toilettes pour cinq mille personnes, sérieusement ?
- mdr la "grande fête du sport" : un trampoline et un stand de gaufres
= Les inscriptions au forum des associations sont ouvertes ?
`
