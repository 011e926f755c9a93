/** Not for one of the fifteen others: tourism, jobs, shops, other authorities, chat, greetings, spam. */
export const other = String.raw`
= Bonjour, où se trouve l'office de tourisme ?
= Vous recrutez des agents en ce moment ? Je cherche un emploi
- @SNCF train de 7h12 encore supprimé, merci pour le retard au bureau
+ Quelle belle lumière sur Parvis ce matin ☀️
= Quelqu'un connaît un bon restaurant dans le centre ?
- La Poste du quartier ferme, encore un service qui s'en va
- Plus de réseau mobile ni de fibre depuis hier, Orange injoignable
= Le wifi public de la place, quel est le mot de passe ?
+ Bon anniversaire à ma ville de cœur 🎂
= Job d'été à la mairie : comment candidater ?
- Ma box internet rame, la fibre a été coupée par l'installateur
= Est-ce que les magasins sont ouverts dimanche ?
- GAGNEZ 500 EUROS PAR JOUR SANS RIEN FAIRE cliquez ici >>> http://gagnefacile.example
= Promo exceptionnelle sur les cuisines équipées, devis gratuit, contactez-nous
- Pôle emploi m'a radié sans raison, je suis dégoûté
+ Bonjour tout le monde, bonne journée à tous 😊
= Quel temps fera-t-il pour le pont de l'Ascension ?
- Le boucher de la rue Haute ferme, plus un commerce, le centre se meurt
= Comment ouvrir un food-truck sur le marché ? Qui attribue les emplacements ?
= Je cherche un stage de troisième à la mairie pour mon fils
- Colis jamais livré, le transporteur dit que l'adresse n'existe pas
+ Premier jour à Parvis, quel accueil, les gens sont adorables
= Lol
- Les impôts sur le revenu c'est du vol, vivement 2027
= Y a-t-il une brocante ce week-end dans le coin ?
- Mon banquier a fermé mon compte sans prévenir
= Perdu chat roux quartier des Tanneries, merci de partager
+ Chat retrouvé ! Merci à tous pour les partages 🐱
- EDF me réclame 600 euros, au secours
= Vends poussette très bon état, 40 euros, à venir chercher
- Stage en mairie demandé en octobre, aucune réponse des ressources humaines
= Candidature envoyée au service RH il y a un mois, avez-vous bien reçu ?
+ J'ai reçu une réponse positive pour mon alternance à la ville, trop contente
- Le médecin du sport m'a posé un lapin
= Petite question : pourquoi la ville s'appelle Parvis ?
- le gouvernement nous ment, la retraite à 64 ans jamais
= Bonjour
- La gare SNCF n'a plus de guichet, les billets c'est l'appli ou rien
= Quel jour a lieu la fête des voisins ?
+ Merci
= Test
- Les prix du supermarché sont devenus fous
- Opérateur téléphonique pourri, trois semaines sans ligne fixe
= Comment créer une entreprise à Parvis, y a-t-il une pépinière ?
= Journaliste, je prépare un sujet, qui contacter à la communication ?
- Le site de la ville est une usine à gaz, on ne trouve rien
- Votre site internet n'est pas lisible sur téléphone ni par mon lecteur d'écran
= Avez-vous une newsletter ? Comment s'abonner
= Où trouver le magazine de la ville en version papier ?
+ Très joli compte, belles photos, continuez
- Arrêtez de me suivre, je n'habite même pas chez vous
= Je ne suis pas de Parvis, désolé, mauvais compte
= RT si tu aimes ta ville
- Encore un drame à l'autre bout du monde, quelle tristesse 😢
= Le jumelage avec la ville allemande existe toujours ?
+ Bienvenue à nos correspondants italiens, quelle semaine !
- La CAF me coupe tout sans prévenir, j'en ai marre
= Les soldes commencent quand ?
- Aéroport : avions au-dessus de nos têtes dès 5h30, à qui se plaindre ?
+ Allez Parvis ! 💙💛
- Mon assurance refuse de payer, quelle bande de voleurs
= L'hôpital a-t-il un service de dermatologie ?
- 5 heures aux urgences hier, l'hôpital public est à genoux
= Achetez des followers pas cher, lien en bio
= Nos marchés de producteurs, c'est où et quel jour ?
`
