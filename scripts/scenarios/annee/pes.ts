import type { Client } from "pg"
import type { AgentContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { importAcquit, transmitPes } from "@/lib/echanges/commands/follow-pes.ts"
import { makePes } from "@/lib/echanges/commands/make-pes.ts"
import { listBordereauxAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { acquitOf } from "@/tests/support/acquit.ts"
import { succeeded } from "../told.ts"

type Bordereaux = { staff: AgentContext; owner: Client; refusees?: number }

/**
 * Each bordereau that still has something to send by PES, through to the answer of Hélios: some titres are refused at first,
 * leave again in a file of their own, and are taken.
 */
export async function sendByPes({ staff, owner, refusees = 0 }: Bordereaux): Promise<void> {
  for (const key of await read(staff, listBordereauxAFaire)) {
    const { exercice, bordereau, genre } = key
    succeeded(`Fichier PES du bordereau ${exercice}-${bordereau} (${genre})`, await makePes(staff, key))
  }
  const refused = await answerAll(staff, owner, refusees)
  if (refused > 0) await sendByPes({ staff, owner })
}

type Fichier = { id: string; nom: string; exercice: number; bordereau: number; numeros: number[] }

/** Hands each file over and reads its return; how many titres were refused. */
async function answerAll(staff: AgentContext, owner: Client, refusees: number): Promise<number> {
  const { rows } = await owner.query<Fichier>(
    `select f.id, f.nom, f.exercice::int, f.bordereau, array(select t.numero from pes_piece p
       join titre t on t."collectiviteId" = p."collectiviteId" and t.id = p."titreId" where p."fichierId" = f.id order by 1) as numeros
     from pes_fichier f where f.etat = 'genere' order by f."genereLe", f.part`,
  )
  let refused = 0
  for (const { id, nom, exercice, bordereau, numeros } of rows) {
    succeeded(`${nom} transmis`, await transmitPes(staff, { fichier: id }))
    const pieces = numeros.slice(0, refusees).map((numero) => ({ numero, libelle: "Tiers inconnu du comptable" }))
    const bytes = acquitOf({ nomFichier: nom, exercice, bordereau, accepte: true, pieces })
    const { rejets } = succeeded("Retour de Hélios enregistré", await importAcquit(staff, { bytes, nom: "acquit.xml" }))
    const again = await importAcquit(staff, { bytes, nom: "acquit.xml" })
    if (!again.ok || !again.value.deja) throw new Error("the same return was taken in twice")
    refused += rejets
  }
  return refused
}
