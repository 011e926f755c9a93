/** Nurseries, schools, canteens, after-school care, registrations, holiday centres. */
export const enfanceEcoles = String.raw`
- Toujours pas de place en crèche après dix-huit mois d'attente, comment je reprends le travail ?
- La cantine sert des nuggets froids trois fois par semaine, bravo le plan alimentation
= Bonjour, quand ouvrent les inscriptions scolaires pour la petite section ?
= Comment réserver la garderie du matin en urgence ?
+ Merci aux ATSEM de la maternelle Prévert, elles sont en or ❤️
+ Super kermesse samedi, bravo aux animateurs du périscolaire !
-! Pas de chauffage à l'école Curie, 11 degrés dans la classe, les enfants gardent le manteau
-! Ma fille de 4 ans a été oubliée dans la cour à la sortie, c'est gravissime, rappelez-moi aujourd'hui
- Fuites au plafond dans le dortoir de la maternelle, des seaux entre les lits
= Où trouver le menu de la cantine de la semaine ?
= Le centre aéré de juillet prend-il les enfants à partir de 3 ans ?
- Portail familles planté depuis lundi, impossible d'inscrire mes enfants au centre de loisirs
- Fermeture de classe annoncée par mail un vendredi soir, quel mépris pour les parents
- la cantine ce matin mon fils a vomi tte la nuit, c koi cte bouffe
-! Six enfants malades après la cantine d'hier, tous la même chose, il faut vérifier d'urgence
= Peut-on demander un menu sans porc ou végétarien ?
- Mon fils est allergique à l'arachide et on lui a servi une sauce satay. PAI ignoré
-!! Un enfant fait un choc allergique à la cantine de l'école Zola, personne ne sait où est le stylo
= Quels papiers pour inscrire mon fils à l'école en cours d'année ? On vient de déménager
- Refus de dérogation scolaire sans motif, le grand frère est pourtant dans cette école
- Toilettes de l'école sans savon ni papier, les petits se retiennent toute la journée
+ La cour végétalisée de l'école Pergaud est magnifique, les enfants revivent 🌳
= La ville prévoit-elle de végétaliser la cour de l'école Mistral ?
- 32 élèves par classe, une ATSEM pour deux classes, voilà la priorité jeunesse
- Grève de la cantine prévenue la veille à 21h, on s'organise comment ?
= Qui appeler si mon enfant est absent à la cantine ?
= Tarif de la crèche : comment est calculé le quotient familial ?
- Assistante maternelle agréée introuvable dans le secteur, le RPE ne répond jamais
= Y a-t-il une liste des nounous agréées par quartier ?
- Les études surveillées supprimées faute de personnel. Les devoirs se feront à 19h alors
+ Rentrée au top, merci à l'équipe de la crèche pour l'adaptation tout en douceur
- Animateurs scotchés à leur téléphone pendant que les gosses se battent
= Suggestion : un pédibus pour l'école Moulin
- Classe à 34 degrés en juin, pas un ventilateur, trois malaises d'élèves
- #ecole #chauffage ça caille dans les classes
= Bonjour la sortie scolaire à la ferme de mardi est maintenue malgré la pluie ?
- Surveillance de la cour inexistante, mon fils se fait harceler chaque midi
- Inscriptions à la crèche : dossier perdu deux fois par vos services
= Le goûter est-il fourni à l'accueil du soir ?
= Mon enfant a un handicap, comment obtenir un accompagnant (AESH) pendant le temps de midi ?
- Pas d'AESH le midi, mon fils autiste est renvoyé à la maison tous les jours
+ Un immense merci à Sandrine, la directrice de la crèche, qui a tout fait pour mon petit
- Portail de l'école qui ne ferme plus, n'importe qui entre dans la cour
-!! Un homme est entré dans l'école avec un couteau, les enfants sont enfermés dans les classes
- Les cars pour la piscine annulés, les CM1 n'auront pas appris à nager de l'année
= Les fournitures scolaires sont-elles offertes cette année ?
+ Fournitures gratuites à la rentrée : un vrai coup de pouce, merci
- Punaises de lit au dortoir de la petite section et on nous demande de nous taire
= bjr la mairie ouvre kan les inscription cantine pr la rentré
- On facture la cantine alors que c'était jour de grève !!!
= Existe-t-il des séjours de vacances pour les 12-14 ans ?
- colonie de vacances annulée 3 jours avant, ma fille pleure depuis hier
- Merci pour la nouvelle école, vraiment belle, mais le self est déjà trop petit
- Le service petite enfance ne rappelle jamais. JAMAIS.
= À partir de quel âge peut-on rentrer seul de l'étude ?
+ Les ateliers du mercredi sont variés et mon fils adore, continuez
- Amiante au collège, on l'apprend par la presse
= Qui décide du nombre de classes, la ville ou l'académie ?
- Jeux de la cour condamnés depuis la rentrée avec du ruban de chantier, les petits n'ont plus rien
-! La crèche des Lutins n'a pas ouvert ce matin et personne pour nous prévenir, 20 parents devant la porte
= Halte-garderie : peut-on venir deux demi-journées par semaine ?
- Mon bébé est revenu de la crèche avec une morsure et aucune explication
+ Repas bio et locaux à la cantine, les enfants finissent leur assiette. Bravo aux cuisiniers !
`
