/** Frequent surnames in France, of all origins, without accents nor capitals; those that are plain words are left out. */
export const SURNAMES = new Set(
  `
  abbas adam aguilar alami alaoui albert allard almeida alonso amrani andre antoine arnaud arnoux aubert aubry aubin ba bah bailly
  bakayoko balde barbier baron barre barreau barthelemy bazin beaufils becker belkacem benali benard bensaid benoit berger bernard
  berthelot bertin bertrand besnard besson bigot blanchard blanchet blondel bodin bonnet bouchard boucher boucherot bouazza boulanger
  bourdon bourgeois bousquet boutin bouvier boyer brahimi brault breton briand brun brunel brunet camara camus caron carpentier carre
  castro chauvin chen chevalier chevallier cisse clement cohen colas colin collet collin cordier correia costa coulibaly courtois
  cousin coutinho cruz da dacosta dahmani daniel david debbouze deschamps delattre delaunay delmas denis descamps deschamps devaux
  dia diaby diallo diarra diaz diop diouf doucet drame dubois duchamp dufour duhamel dumas dumont dupont dupond dupre dupuis dupuy
  durand duval elhadj fabre faure fernandes fernandez ferrand ferreira fischer fleury fofana fontaine forestier fournier francois
  gaillard garcia garnier gauthier gautier gay georges gerard germain gilbert gillet girard giraud gomes gomez gomis goncalves
  gonzalez goncalo gregoire gros gueye guerin guichard guillaume guillot guyot haddad hamel hamidi hammami hamdi hardy henry hernandez
  herve hoarau hoang hubert huet humbert ibrahimi imbert jacob jacquet jacquot jean joly joseph jourdan julien kaba kaya keita kebe
  khelifi klein kone konate kowalski kouassi kouyate lacroix laine lambert lamy langlois laporte laurent lebon leblanc lebrun leclerc
  leclercq lecomte lefebvre lefevre leger legrand legros lejeune lemaire lemaitre lemoine leroux leroy lesage leveque levy lopes lopez
  louis lucas magnier mahe maillard mallet mansouri marchand marechal marie marion marques martel martin martinez martins marty
  masson mathieu maurice mbaye mebarki mendes mendy menard mercier merlin messaoudi meunier meyer michaud michel millet monnier moreau
  morel moreno morin morvan moulin muller mvondo naceri ndiaye nguyen nicolas noel ngom olivier ouali ouattara ouedraogo parent pasquier
  paul payet pelletier perez pereira perret perrier perrin perrot petit philippe picard pichon pierre pinto poirier pons poulain
  prevost raymond regnier remy renard renaud renault rey ribeiro richard riviere robert robin roche rodrigues rodriguez roger rolland
  romero rossi roussel rousseau roux roy royer ruiz sahraoui saidi salmon sanchez sangare santos sarr schmidt schmitt schneider seck
  serrano shevchenko silva simon sissoko slimani smith soares sow sy sylla tanguy tavares tessier texier thomas torres toure traore
  tran vallet vasseur veron vidal vigneron villain vincent vogel wagner weber wei wilson wang weiss yilmaz zerrouki zhang zhou
  bonhomme bernier charrier charpentier chapuis cherif chretien coste dacunha demir evrard ferrer gallet gilles hebert kacem
  kadi laborde lacoste leduc lemonnier mary maurin pages pascal perrault peltier prat rault rigaud riou samson sauvage techer
  teixeira tellier thibault vaillant verdier weil zidane ortega ouellet guillou jung lefort mas meziane moulay toussaint bruneau
  `
    .trim()
    .split(/\s+/),
)
