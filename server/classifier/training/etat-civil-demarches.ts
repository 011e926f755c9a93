/** Papers and counters: identity cards, passports, births, weddings, deaths, census, elections roll, queues. */
export const etatCivilDemarches = String.raw`
- Cinq mois pour un rendez-vous de passeport, mes vacances sont fichues
- Deux heures d'attente à l'état civil pour un acte de naissance, un seul guichet ouvert
= Bonjour, quels documents faut-il pour renouveler ma carte d'identité ?
= Comment obtenir un acte de naissance en ligne ?
+ Passeport prêt en dix jours, guichetière souriante, merci !
+ Beau mariage samedi, l'officier d'état civil a eu des mots très justes, merci
- Le site de prise de rendez-vous plante à chaque fois au moment de valider
- On m'a fait revenir trois fois pour un justificatif de domicile. Kafka
= Où s'inscrire sur les listes électorales ?
= Peut-on se pacser en mairie sans rendez-vous ?
- g perdu ma cni je fé koi, personne répon au tel
= Combien de temps pour recevoir une carte d'identité après la demande ?
- Accueil odieux au guichet des passeports, on n'est pas du bétail
= Recensement militaire : mon fils a 16 ans, que faut-il apporter ?
= Quels sont les horaires de l'annexe du quartier Sud ?
- Annexe fermée sans prévenir, un mot scotché sur la porte, et voilà
- Mon dossier de mariage a été égaré à six semaines de la date, je suis furieuse
= Quel délai pour déposer un dossier de mariage ?
- Erreur dans le prénom de ma fille sur le livret de famille, personne ne veut corriger
= Comment faire rectifier une faute dans un acte d'état civil ?
-! Mon père est décédé cette nuit, l'état civil est fermé et les pompes funèbres attendent le permis
= Déclaration de décès : qui doit venir et avec quels papiers ?
= Je souhaite acheter une concession au cimetière, quel est le prix ?
- Tombe de mes grands-parents reprise sans nous prévenir, c'est odieux
- Cimetière : portail cassé, allées pleines d'herbes, on a honte devant nos morts
= À quelle heure ferme le cimetière en hiver ?
- Certificat d'hébergement refusé parce que la photocopie est "trop claire". Sérieusement ?
= Faut-il un rendez-vous pour une attestation d'accueil ?
- Je n'ai toujours pas reçu ma carte électorale et on vote dimanche
= Comment faire une procuration pour voter ?
+ Démarche en ligne simple et rapide, certificat reçu le jour même, chapeau
- La borne d'accueil ne donne plus de tickets, chacun passe comme il veut, on s'est presque battus
= Peut-on légaliser une signature à la mairie ?
- Numéro unique de la mairie : "toutes nos lignes sont occupées" depuis 9h
- Standard injoignable, mail sans réponse, guichet fermé. On communique par pigeon ?
= Changement d'adresse sur la carte grise, ça se fait chez vous ?
= Mon passeport est arrivé ? Demande faite le 3, référence envoyée en message privé
- Photos d'identité refusées au guichet alors qu'elles viennent de la cabine de la mairie 🤦
= bjr pr un certificat de vie il fo koi
= Comment reconnaître un enfant avant la naissance ?
+ Merci à la dame de l'accueil qui m'a aidé à remplir mon formulaire, je lis mal le français
- #rdv #passeport zéro créneau avant septembre
- FranceConnect boucle sur votre site, impossible de demander mon extrait de naissance
= Je suis française née à l'étranger, où demander mon acte ?
-! Je prends l'avion demain et mon passeport a été volé, puis-je avoir un passeport d'urgence aujourd'hui ?
= Quels papiers pour une sortie de territoire d'un mineur ?
- On paye un timbre fiscal 86 euros pour attendre quatre mois. Bonne blague
= Livret de famille perdu, comment en avoir un autre ?
- Mon nom de jeune fille imposé sur la carte électorale malgré trois demandes
= Parrainage civil, baptême républicain : vous en célébrez à Parvis ?
+ Ravie de la cérémonie de citoyenneté, très émouvante
- Titre de séjour : la préfecture dit mairie, la mairie dit préfecture
= Le dépôt du dossier de naturalisation se fait-il à la mairie ?
- "Revenez avec un rendez-vous." Le site : "aucun rendez-vous disponible." Merci, au revoir
= Certificat de résidence pour un logement étudiant, est-ce payant ?
- Dame du guichet 4 : pas bonjour, pas au revoir, un soupir. Bonjour le service public
+ Guichet ouvert le samedi matin, enfin pratique pour ceux qui travaillent, merci
= Recensement de la population : l'agent doit-il avoir une carte ?
- J'ai pris une demi-journée de congé pour rien, le système informatique était en panne
= Comment récupérer un objet trouvé ? J'ai perdu mes papiers au marché
- Merci pour le rendez-vous rapide mais la carte, elle, n'arrive jamais
= Changement de prénom : demande à quel service ?
- Horaires du site faux, j'ai traversé la ville pour trouver porte close
= Peut-on choisir son bureau de vote ?
`
