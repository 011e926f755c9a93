import { expect, test } from "vitest"
import { createClassifier } from "../classify.ts"

const { classify } = createClassifier()

test.each([
  "Ça sent très fort le gaz dans la cage d'escalier du 4 rue Hoche",
  "un cable electrique est tombé sur le trottoir avec des étincelles",
  "Ligne haute tension à terre après l'orage, des gens passent à côté",
  "le plafond de la salle de classe vient de s'écrouler sur les élèves",
  "Mon voisin menace sa femme avec un couteau, ça crie",
  "au secours on se fait agresser place Carnot",
  "ma fille de 6 ans a disparu au parc depuis une heure",
  "un petit garçon est tombé dans le canal !!!",
  "il y a le feu au deuxième étage, des gens aux fenêtres",
  "incendi rue du port grosse fumee noire vite",
  "sa brule dan la cave du 12 rue curie aidé nou",
  "J'ai plus envie de vivre, personne ne m'aidera",
  "quelqu'un est assis sur le rebord du pont et dit qu'il va sauter",
  "la riviere deborde et l eau rentre chez nous",
  "Un vieux monsieur a fait un malaise devant la pharmacie, il ne respire plus",
  "une voiture a renversé une dame sur le passage piéton",
  "mon mari me tape, j'ai peur, je suis enfermée dans la salle de bain",
  "ma mère âgée est tombée et ne se relève pas, porte fermée à clé",
  "There is a gas leak in our building please help",
  "hay un incendio en el edificio de la calle mayor",
])("danger now: « %s »", (text) => {
  const { urgency, words } = classify(text)
  expect(urgency).toBe("emergency")
  expect(words.filter((word) => word.for === "urgency")).not.toEqual([])
})

test.each([
  "Le feu tricolore est toujours au rouge, mdr",
  "Mort de rire devant votre panneau",
  "Explosion de joie après la victoire",
  "Une bombe de bonne humeur cette chorale",
  "Le feu d'artifice était splendide",
  "Les prix explosent à la cantine",
  "Exercice incendie à l'école demain à 10h",
  "Où se trouve la bouche à incendie ?",
  "Je suis mort de fatigue avec ce bruit",
  "Quel gâchis ce projet, une vraie usine à gaz",
  "Ce bus me rend fou, je vais péter un câble",
  "Le vote a mis le feu aux poudres",
  "Ma poubelle a été incendiée le mois dernier, quand la remplacez-vous ?",
  "Tirage au sort des jurés citoyens",
  "Les gens grillent le feu tous les matins",
  "La police a-t-elle des armes ?",
])("no danger: « %s »", (text) => {
  expect(classify(text).urgency).toBe("normal")
})

test.each([
  "Plaque d'égout ouverte au milieu du passage piéton",
  "Les feux tricolores du carrefour sont en panne",
  "Une branche menace de tomber sur l'aire de jeux",
  "Pas de chauffage dans la classe de maternelle",
  "Un chien a mordu ma fille au parc",
])("needs a person today: « %s »", (text) => {
  expect(classify(text).urgency).toBe("high")
})
