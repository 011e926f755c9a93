/** Mayor, councillors, council meetings, participatory budget, consultations, votes, promises, transparency. */
export const elusDemocratie = String.raw`
- Monsieur le maire, vous aviez promis de nous recevoir. On attend depuis janvier
- Conseil municipal retransmis sans le son pendant une heure, pratique pour la transparence
= Bonjour, à quelle date a lieu le prochain conseil municipal ?
= Comment déposer un projet au budget participatif ?
+ Merci madame la maire d'être venue dans le quartier, ça fait du bien d'être écoutés
+ Bravo pour le budget participatif, mon idée a été retenue, quelle fierté !
- Aucun élu à la réunion de quartier, juste un stagiaire et des croissants
- Promesses de campagne : 40 annoncées, 3 tenues. Je tiens le compte
= Peut-on assister au conseil municipal sans être invité ?
= Où lire le compte rendu de la dernière séance ?
- Démission ! Démission ! Vous avez trahi vos électeurs
- Le maire préfère les selfies aux habitants
= Qui est l'adjoint en charge du quartier Est ?
= Comment prendre rendez-vous avec un élu ?
- jattend la repons du maire a mon courrié depuis 1 an, il ce fou de nous
- Consultation en ligne truquée : on peut voter dix fois avec le même mail
= Le vote du budget participatif se termine quand ?
- Budget participatif : 200 projets déposés, 5 retenus, tous au centre-ville
= À partir de quel âge peut-on voter au budget participatif ?
+ Belle réunion publique hier soir, des réponses claires, des élus qui bossent
- Réunion publique à 15h un mardi, c'est fait exprès pour qu'il n'y ait personne ?
= Serait-il possible de diffuser les conseils en direct sur Facebook ?
- Vous bloquez les habitants qui vous critiquent sur Facebook, bravo la démocratie
- Encore un adjoint mis en examen, la liste s'allonge
= Qui sont les candidats déclarés aux municipales ?
- L'opposition n'a qu'une demi-page dans le journal municipal, écrite en tout petit
= Bonjour, je voudrais rejoindre un conseil de quartier, comment faire ?
+ Le conseil des jeunes, formidable initiative, ma fille y a pris goût à la politique
- Conseil citoyen dissous sans un mot. On servait d'alibi
= Proposition : un référendum local sur la piétonnisation du centre
- On réclame un référendum, vous nous donnez un sondage de trois questions
- Honte au conseil municipal qui vote sa propre augmentation
= Quelle est l'indemnité du maire ?
- Cumul des mandats, cumul des salaires, zéro présence
= La pétition sur les nuisances de l'aéroport sera-t-elle examinée en séance ?
- Notre pétition de 3000 signatures enterrée en deux minutes
= Ordre du jour du conseil de jeudi ?
- #mairedemission ville abandonnée
- Journal municipal = tract électoral payé par nos impôts
+ Monsieur le maire, merci d'avoir tenu parole. C'est assez rare pour être dit
- Inaugurations, rubans, photos... et après, plus personne
= Madame la maire viendra-t-elle à notre assemblée générale d'association ?
- Les élus de la majorité jouent sur leur téléphone pendant que les habitants parlent
= Où signer la pétition pour le maintien du bureau de poste ?
- Vous décidez, puis vous concertez. Il y a un ordre normalement
= Comment poser une question au gouv... pardon, au conseil municipal ? 
- Aucune réponse à mon courrier recommandé au cabinet du maire
= Combien d'habitants ont voté à la consultation sur le nouveau parc ?
+ Très bon discours du maire au 11 novembre, digne et rassembleur
- Discours creux, salle vide, champagne plein
= Les conseillers de quartier sont-ils tirés au sort ?
- Tirage au sort des jurés citoyens : comme par hasard trois cousins d'élus
- Ce conseil ne représente personne avec 38 % de participation
= Existe-t-il un registre des rendez-vous entre élus et promoteurs ?
- Votez pour nous qu'ils disaient. Résultat : rien, nada, que dalle
- Une vidéo de com' par semaine, une décision par an
= bjr c ki l élu aux sports mtn
+ Félicitations à la nouvelle équipe municipale, bon courage pour ce mandat
- Nous avons écrit, appelé, signé, manifesté. Le maire, lui, inaugure
- Les habitants du quartier Nord sont citoyens de seconde zone pour cette municipalité
= Le maire tient-il toujours sa permanence le vendredi sans rendez-vous ?
- Trop de com, pas assez d'actes, monsieur le maire
- Merci pour l'invitation aux vœux, dommage que ce soit la seule fois qu'on vous voit
= Quel parti dirige la ville ? Je viens d'arriver à Parvis
`
