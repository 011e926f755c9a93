/** Parking: meters, permits, fines for parking, badly parked cars, wrecks, car parks, loading bays. */
export const stationnement = String.raw`
- Impossible de se garer dans le quartier après 18h, c'est invivable
- PV de 35 euros alors que j'avais payé, votre horodateur n'a pas imprimé le ticket !
= Bonjour, comment obtenir une carte de stationnement résident ?
= Le stationnement est-il gratuit le dimanche et les jours fériés ?
- Voitures garées sur le trottoir tous les soirs devant la pharmacie, on passe sur la route avec la poussette
-! Une voiture bloque l'entrée de mon garage, je dois partir à l'hôpital, envoyez quelqu'un
+ La demi-heure gratuite devant les commerces, très bonne idée, merci
+ Abonnement parking reçu en deux jours, service au top
- Voiture ventouse rue Manet depuis 4 mois, pneus à plat, vitre cassée, personne ne l'enlève
- Le parcmètre avale les pièces et ne rend rien. Du vol
= Où trouver des places PMR près de la mairie ?
- Places handicapés occupées par des gens en pleine forme, jamais un contrôle
- bjr g pri 1 prune alor ke le parcmetre été HS c abusé
= Combien coûte le forfait post-stationnement et comment le contester ?
- FPS contesté il y a six mois, aucune réponse, et maintenant la majoration. Bravo
- Tarif du parking Centre doublé en un an, vous tuez les commerces
= Quel est le tarif du parking souterrain la nuit ?
- La barrière du parking de la Halle est restée fermée, coincé 45 minutes avec les courses surgelées
- Parking complet dès 8h à cause des pendulaires, les riverains n'ont qu'à tourner
= Suggestion : créer une zone bleue rue Montaigne pour faire tourner les places
- Vous supprimez 40 places sans en recréer une seule, on se gare où ? dans le salon ?
- Le livreur stationne en double file tous les matins de 8h à 9h, bouchon garanti
= Peut-on réserver un emplacement pour un déménagement ? Quel formulaire ?
- Demande de place pour déménagement faite il y a trois semaines, toujours pas d'arrêté, les camions arrivent demain
- Camping-cars à demeure sur le parking du stade, avec tables et chaises
= Est-ce que mon macaron de riverain vaut aussi pour la zone jaune ?
- ZONE BLEUE = RACKET
+ Merci à l'ASVP qui m'a gentiment expliqué le disque au lieu de me verbaliser 😊
- Une amende pour 3 minutes de dépassement devant l'école, quelle humanité
- Application de stationnement en panne tout l'après-midi, et bien sûr les agents, eux, verbalisaient
= L'appli Parkeo accepte-t-elle deux plaques sur un même abonnement ?
= Les voitures électriques payent-elles le stationnement ?
- Bornes de recharge squattées par des thermiques toute la journée
- Fourrière : 150 euros pour une voiture mal garée de 10 cm, je suis écœuré
= Ma voiture n'est plus là où je l'ai laissée, comment savoir si elle est en fourrière ?
- Les places de livraison servent de parking au restaurateur d'à côté
- #stationnement #parvis on tourne, on tourne, on tourne
- Macaron commandé en septembre, 3 relances, rien. Je paie deux fois
+ Le nouveau parking relais est vraiment pratique, propre et surveillé
- Marquage des places tellement effacé que tout le monde se gare n'importe comment
- Scooters et motos sur les trottoirs rue des Carmes, à quand de vraies places deux-roues
= Pourriez-vous matérialiser une place deux-roues devant le gymnase ?
- On m'a collé une contravention sur une place autorisée, photo à l'appui. Qui rembourse ?
= Disque obligatoire ou pas place Saint-Louis le samedi ?
- Se garer près de l'hôpital relève du miracle, mon père a raté son rendez-vous
-! une voiture garée devant la borne des pompiers et l'accès de la résidence, rien ne passe, même pas une ambulance
- Les parents se garent en triple file sur le passage piéton aux heures d'école, un jour il y aura un drame
= La carte stationnement pour aide à domicile existe-t-elle à Parvis ?
+ J'ai contesté mon FPS et on m'a remboursée avec un mot d'excuse. Chapeau, ça change
- L'ascenseur du parking Europe est en panne depuis l'été, bonjour les béquilles
- Epave brûlée toujours sur le parking des Iris, quinze jours après
= Que faire d'un véhicule abandonné dans la cour de notre copropriété ?
- Je paie un abonnement pour ne jamais trouver de place, le concept m'échappe
- "Parking vélo sécurisé" : mon cadenas scié la deuxième nuit. Sécurisé, vraiment ?
= Il y a une place à louer dans un parking municipal quartier nord ?
- Les agents verbalisent les infirmières en visite à domicile, bande de sans-cœur
+ Merci d'avoir enfin enlevé la voiture ventouse, on récupère une place et la vue
- caméra qui verbalise ts les jours, on a du vous mettre un compteur a fric
= Bonjour où acheter un disque bleu européen svp
- Stationnement payant jusqu'à 20h, mes invités ne viennent plus
- Personne ne respecte l'arrêt minute devant la boulangerie, les voitures y dorment
= Les places de la rue Curie sont-elles réservées pendant le marché de Noël ?
- Ticket pas reconnu en sortie, interphone qui sonne dans le vide, j'ai laissé la voiture
`
