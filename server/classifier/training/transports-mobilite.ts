/** Buses, trams, bike lanes, bike share, scooters, car traffic plans, school transport, accessibility on the move. */
export const transportsMobilite = String.raw`
- Le bus 12 n'est pas passé ce matin, encore, 40 minutes sous la pluie
- La piste cyclable s'arrête net au carrefour, débrouille-toi entre les camions
= Bonjour, à quelle heure passe le dernier tram le samedi soir ?
= Où acheter la carte de transport senior ?
+ La navette gratuite du centre, c'est génial, merci la ville 👍
+ Merci au chauffeur du 7 qui m'a attendue ce matin, le sourire en plus
- Bus bondés matin et soir, les gens restent sur le quai
- Trottinettes en libre-service jetées en travers, un vrai slalom pour les malvoyants
- Vélos en libre-service : 8 bornes sur 10 hors service à la station Gare
= Va-t-on prolonger la ligne 4 jusqu'à la zone des Prés ?
- slt le bus scolaire é encore en retar, mon fils a été puni a coz de vs
- L'abribus n'a plus de vitre ni de banc, on attend debout au vent
= Proposition : un arrêt de bus devant la clinique
- Grève surprise, aucune info sur l'appli, super la communication du réseau
- L'appli annonce un bus dans 2 min pendant un quart d'heure puis il disparaît. Un bus fantôme
= Les vélos sont-ils acceptés dans le tramway ?
- Double sens cyclable rue Condorcet : les voitures me klaxonnent, certains me frôlent exprès
+ La piste cyclable du canal est une réussite, je ne prends plus la voiture
- Piste cyclable servant de terrasse et de parking à livraisons. Bravo le plan vélo !
= Y a-t-il un local vélo fermé à la gare ?
- Plan de circulation incompréhensible, vous avez créé des bouchons là où il n'y en avait pas
- ZFE, péage, sens uniques : dites-le que vous ne voulez plus de nous en ville
= Ma voiture Crit'Air 3 pourra-t-elle encore rouler en ville l'an prochain ?
- Tram à l'arrêt depuis une heure, aucune navette de remplacement
= L'abonnement étudiant se renouvelle où ?
- Mon abonnement de bus a été débité deux fois, l'agence me renvoie vers vous
- Le bus de nuit supprimé, merci pour les soignants et les serveurs
+ Gratuité des transports le week-end : on laisse la voiture, les enfants adorent le tram !
- Ascenseur de la station de tram hors service, je suis en fauteuil, je fais comment ?
-! Coincée en fauteuil sur le quai du tram, ascenseur bloqué, personne ne répond à l'interphone
= Comment fonctionne le transport à la demande pour personnes âgées ?
- Le transport à la demande refuse toutes mes réservations depuis un mois
- les trotinettes roulen sur les trotoirs a fond jme suis fé renversé
= Est-il prévu une passerelle piétons-vélos au-dessus de la voie ferrée ?
- Horaires d'été alors que l'école a repris, le collège finit à 17h, le bus passe à 16h45. Logique
= bjr c koi le numéro des objets trouvés du bus
- #bus #ligne3 toujours en retard #parvis
- Conducteur qui démarre en trombe avant que les anciens soient assis, ma voisine est tombée
+ Nouveaux bus électriques silencieux et propres, on les attendait. Bravo
- Aucun arceau à vélo devant la piscine, on attache aux grilles et on se fait engueuler
= Peut-on mettre des arceaux vélo devant la boulangerie de la rue Haute ?
- Embouteillage monstre tous les matins à cause de votre voie bus vide
= Y aura-t-il des bus supplémentaires pour le marathon ?
- Correspondance ratée à chaque fois de 2 minutes, qui fait les horaires, un sadique ?
- Covoiturage, vélo, marche... facile à dire quand on habite à la campagne et qu'il y a deux cars par jour
= Aide à l'achat d'un vélo électrique : la ville la propose toujours ?
+ Prime vélo reçue en 3 semaines, dossier simple, merci !
- Ma prime vélo cargo attend depuis neuf mois
= Quels arrêts sont accessibles aux fauteuils sur la ligne B ?
- Le trajet école-maison se fait sans trottoir ni piste, et on nous parle de "mobilités douces"
- Contrôleurs agressifs avec une gamine de 12 ans qui avait oublié sa carte
= Le pass navigo ou la carte régionale marchent-ils sur vos bus ?
- Autocar climatisé il paraît. 38 degrés dedans. Deux malaises
- Piste verglacée, pas salée, alors que la route d'à côté l'est. Les cyclistes comptent pour du beurre
= Suggestion : synchroniser les correspondances train et bus le soir
+ Très bonne idée le vélobus, ma fille y va en chantant
- Station de vélos vide le matin, pleine le soir. Personne ne rééquilibre
= Les travaux du tram avenue de Metz vont-ils dévier la ligne 9 ?
- Arrêt déplacé de 400 m sans prévenir, les mamies du foyer ne peuvent plus
- Vitesse de malade sur la voie verte, des scooters y passent la nuit
+ Bus à l'heure, chauffeur aimable, appli qui marche : miracle, on est bien à Parvis ? Merci
- Il n'y a plus de bus après 20h, comment on fait pour aller au cinéma ou au boulot
-!! Le bus 5 vient de percuter un cycliste devant la gare, il ne bouge plus, vite les secours
`
