/**
 * Spellings of text messages and of slang, folded, to the words they stand for.
 * One written form may stand for several words; digits are allowed here and nowhere else ("2main").
 */
const pairs = `
pk=pourquoi pq=pourquoi pkoi=pourquoi prkoi=pourquoi pourkoi=pourquoi porquoi=pourquoi koi=quoi kwa=quoi
jms=jamais jamé=jamais tjs=toujours tjrs=toujours tjr=toujours toujour=toujours tjours=toujours
svp=s il vous plait stp=s il te plait silvouplai=s il vous plait mrc=merci mci=merci merki=merci mersi=merci thx=merci
bcp=beaucoup bcq=beaucoup bocou=beaucoup ds=dans dan=dans qd=quand kan=quand kand=quand pr=pour ss=sans
ke=que ki=qui kel=quel kelle=quelle keske=qu est ce que kesk=qu est ce que qq=quelque qqn=quelqu un qqch=quelque chose
g=j ai jai=j ai c=c est cest=c est cété=c etait ct=c etait ya=il y a yas=il y a yavait=il y avait ny=n y
pb=probleme pbm=probleme pblm=probleme pbs=problemes problem=probleme rdv=rendez vous rendezvous=rendez vous
tt=tout tte=toute ts=tous ttes=toutes tlm=tout le monde bjr=bonjour bsr=bonsoir slt=salut cdt=cordialement
dsl=desole dzl=desole nrv=enerve vnr=enerve venere=enerve vs=vous vou=vous ns=nous nou=nous chui=je suis jsuis=je suis
chuis=je suis jpp=je n en peux plus jsp=je ne sais pas jpeux=je peux jveux=je veux jvoudrais=je voudrais
auj=aujourd hui ajd=aujourd hui aujourdui=aujourd hui ajrd=aujourd hui 2main=demain dem1=demain 2m1=demain dmain=demain
bi1=bien 2pui=depuis dpuis=depuis depui=depuis dp=depuis dpt=depuis 2puis=depuis
ms=mais pa=pas po=pas pê=peut etre ptet=peut etre ptetre=peut etre aps=pas
mtn=maintenant mnt=maintenant mm=meme mem=meme tps=temps lgtps=longtemps lgtmps=longtemps longtps=longtemps
sem=semaine smaine=semaine hr=heure min=minute mn=minutes
bld=boulevard blvd=boulevard bd=boulevard bvd=boulevard av=avenue ave=avenue pl=place imp=impasse resid=residence
poubel=poubelle poubele=poubelle poubelles=poubelles lampader=lampadaire lampadere=lampadaire lempadaire=lampadaire
trotoir=trottoir trotoire=trottoir trottoire=trottoir trotoirs=trottoirs ekol=ecole ecol=ecole kantine=cantine
voitur=voiture vwature=voiture vélib=velo eclerage=eclairage eclairag=eclairage
ancombrant=encombrant ancombrants=encombrants encombran=encombrant dechet=dechet déchés=dechets
parkin=parking parcmetre=horodateur stationemen=stationnement stationemment=stationnement pv=amende prune=amende
mairi=mairie meri=mairie méri=mairie fuit=fuite
lourdingue=lourd relou=lourd chelou=louche ouf=fou zarbi=bizarre keuf=police keufs=police flic=police flics=police
reuf=frere meuf=femme teuf=fete reum=mere renoi=noir bagnole=voiture bagnoles=voitures
degueu=degueulasse deg=degoutant degu=degueulasse crado=sale cradingue=sale
gosse=enfant gosses=enfants mome=enfant momes=enfants gamin=enfant gamins=enfants minot=enfant minots=enfants
bosser=travailler taf=travail resto=restaurant asso=association assos=associations bibli=bibliotheque biblio=bibliotheque
clodo=sdf appart=appartement proprio=proprietaire
h24=tout le temps
`

function read(table: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>()
  for (const line of table.split("\n")) {
    // A value may hold spaces, so entries are cut where the next "key=" begins.
    for (const entry of line.split(/ (?=\S+=)/)) {
      const [written, meant] = entry.split("=")
      if (written && meant) found.set(plain(written), meant.split(" "))
    }
  }
  return found
}

const plain = (word: string) => word.normalize("NFKD").replace(/\p{M}+/gu, "")

const SPELLINGS = read(pairs)

/** The words a written form stands for, or undefined when it stands for itself. */
export function spelledOut(folded: string): readonly string[] | undefined {
  return SPELLINGS.get(folded)
}
