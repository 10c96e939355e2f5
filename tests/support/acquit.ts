/** A PES_ACQUIT as Hélios sends it: ISO-8859-1, one element a bordereau, the pièces it names under it. */
export type AcquitOf = {
  nomFichier: string
  siret?: string
  exercice?: number
  bordereau?: number
  accepte: boolean
  erreur?: { numero: string; libelle: string }
  pieces?: { numero: number; libelle: string }[]
}

const value = (name: string, of: string | number) => `<${name} V="${String(of).replace(/[<&"]/g, " ")}"/>`
const erreur = (numero: string, libelle: string) =>
  `<Erreur>${value("NumAnoAck", numero)}${value("LibelleAnoAck", libelle)}</Erreur>`

export const acquitOf = (of: AcquitOf): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?>
<n:PES_ACQUIT xmlns:n="http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour"><Enveloppe><Parametres>${value("Version", 1)}${value("TypFic", "PES_ACQUIT")}${value("NomFic", of.nomFichier)}</Parametres></Enveloppe>
<EnTetePES>${value("DteStr", "2026-03-04")}${of.siret ? value("IdColl", of.siret) : ""}</EnTetePES>
<ACQUIT><ElementACQUIT>${value("DomainePes", 6)}${of.exercice ? value("Exercice", of.exercice) : ""}${of.bordereau ? value("NumBord", of.bordereau) : ""}${value("EtatAck", of.accepte ? 1 : 0)}${
      of.erreur ? erreur(of.erreur.numero, of.erreur.libelle) : ""
    }${(of.pieces ?? [])
      .map(
        ({ numero, libelle }) =>
          `<DetailPiece>${value("NumPiece", numero)}${erreur("ERREUR_AUTRE", libelle)}</DetailPiece>`,
      )
      .join("")}</ElementACQUIT></ACQUIT></n:PES_ACQUIT>`,
    "latin1",
  )
