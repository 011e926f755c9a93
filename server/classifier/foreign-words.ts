/**
 * The few words that let a message in another language be sorted without being understood. Folded, whole
 * words, any language in the same list: « contentores » means bins wherever it is read.
 */
const words: Record<string, string> = {
  voirie:
    "pothole potholes sidewalk pavement roadworks bache baches acera aceras buraco buracos passeio calcada",
  proprete: `garbage trash rubbish bin bins litter dumped dumping rats recycling basura basuras contenedor contenedores
    ratas lixo contentor contentores ratos sujidade mull spazzatura`,
  espaces_verts:
    "tree trees park parks flowers arbol arboles jardin jardines arvore arvores parque parques jardim",
  eclairage_public: `streetlight streetlights lamppost lamp lampposts farola farolas alumbrado candeeiro candeeiros
    iluminacao poste`,
  stationnement: "parking parked aparcamiento aparcar estacionamiento estacionamento estacionar multa ticket",
  transports_mobilite: `bus buses tram trams bike bikes bicycle scooter scooters autobus tranvia bicicleta bici
    autocarro autocarros bicicletas`,
  eau_assainissement: "sewer sewage leak tap drain alcantarilla grifo fuga esgoto torneira vazamento",
  enfance_ecoles:
    "school schools nursery kindergarten daycare colegio escuela guarderia comedor escola creche cantina",
  culture_sport: "library museum concert pool stadium festival biblioteca museo piscina museu estadio teatro",
  social_logement:
    "housing homeless rent vivienda alquiler desahucio habitacao renda despejo alojamento alojamiento",
  etat_civil_demarches: `passport passports certificate visa residency marriage pasaporte certificado empadronamiento
    passaporte certidao casamento boda`,
  police_securite_bruit:
    "noise noisy police robbery robbed stolen ruido robo policia barulho roubo roubaram assalto",
  finances_facturation:
    "bill invoice tax taxes refund factura impuesto impuestos reembolso fatura imposto impostos",
  elus_democratie: "mayor council alcalde alcaldesa concejal prefeito presidente vereador",
  other: "tourist tourism hotel turismo turistas oficina",
}

const DEPARTMENT_OF = new Map(
  Object.entries(words).flatMap(([department, list]) =>
    list.split(/\s+/).map((word) => [word, department] as const),
  ),
)

export function departmentOfForeignWord(folded: string): string | undefined {
  return DEPARTMENT_OF.get(folded)
}

const set = (list: string) => new Set(list.split(/\s+/))

const GLAD =
  set(`thanks thank great love lovely beautiful amazing wonderful awesome excellent gracias genial bonito
  hermoso estupendo obrigado obrigada otimo lindo maravilhoso parabens felicidades grazie bello danke`)
const CROSS =
  set(`broken dirty disgusting awful terrible shame shameful unacceptable ridiculous worst dangerous rude
  nobody never overflowing stinks smells angry late sucio sucia asco verguenza roto rota peligroso nadie nunca fatal
  horrible sujo suja vergonha quebrado partido perigoso ninguem pessimo avariado schlecht kaputt sporco rotto`)

/** Crossness wins over thanks, as in French: « thanks a lot, still broken ». */
export function moodOfForeignWord(folded: string): "positive" | "negative" | undefined {
  return CROSS.has(folded) ? "negative" : GLAD.has(folded) ? "positive" : undefined
}
