/** What the journal's events are called on screen; the code stays what is stored and searched. */
const LABELS: Readonly<Record<string, string>> = {
  "fiche.completed": "Fiche complétée",
  "fiche.consulted": "Fiche consultée",
  "repertoire.exported": "Répertoire exporté",
  "operateur.updated": "Réglages modifiés",
  "operateur.logo": "Logo changé",
  "regle.changed": "Règle de cotisation changée",
  "service.created": "Service créé",
  "service.updated": "Service modifié",
  "service.published": "Service publié",
  "service.withdrawn": "Service retiré",
  "tarif.started": "Nouveau tarif",
  "demonstration.chargee": "Données de démonstration chargées",
}

/** An event that has no words yet shows its code: nothing of the journal is ever hidden. */
export const evenementLabel = (evenement: string): string => LABELS[evenement] ?? evenement
