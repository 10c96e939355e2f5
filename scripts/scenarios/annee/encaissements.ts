import type { Client } from "pg"
import { read } from "@/lib/access/door.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { affectRecu, affectSure } from "@/lib/reglements/commands/affect.ts"
import { applyImport, depositFile } from "@/lib/reglements/commands/import.ts"
import { recordReglement } from "@/lib/reglements/commands/record.ts"
import { listRecus, RECUS_PER_PAGE } from "@/lib/reglements/queries/recus.ts"
import { recusFilter } from "@/lib/reglements/schema.ts"
import { random } from "@/tests/support/random.ts"
import { succeeded } from "../told.ts"
import type { Staff } from "./campagnes.ts"

type Titre = { id: string; reference: string; nom: string; siren: string | null; montant: string }
type Year = { staff: Staff; owner: Client; exercice: number; seed: number }

/** What debtors paid, as the comptable's file says: most of them all of it, some a part, some too much, some nothing. */
export async function receivePayments({ staff, owner, exercice, seed }: Year): Promise<void> {
  const draw = random(seed)
  const { rows: titres } = await owner.query<Titre>(
    `select t.id, concat_ws('-', t.exercice, t.serie, t.numero) as reference, t.debiteur ->> 'nom' as nom, t.debiteur ->> 'siren' as siren,
       t."montantTtc"::text as montant
     from titre t where t.exercice = $1 and t.nature = 'recette' order by t.numero`,
    [exercice],
  )
  const [last] = titres.splice(-1)
  const bytes = Buffer.from(csvOf(titres, draw, exercice), "latin1")
  const { fichier } = succeeded(
    "Fichier du comptable déposé",
    await depositFile(staff.un, { bytes, nom: "encaissements.csv" }),
  )
  succeeded("Encaissements enregistrés", await applyImport(staff.un, { fichier, ecarter: false, repetees: false }))
  const again = await depositFile(staff.un, { bytes, nom: "encaissements.csv" })
  if (again.ok) {
    const twice = await applyImport(staff.un, { fichier: again.value.fichier, ecarter: false, repetees: false })
    if (twice.ok) throw new Error("the same file was taken in twice")
  }
  await affectAll(staff, titres)
  if (last) await payByHand(staff, last, exercice)
}

function csvOf(titres: readonly Titre[], draw: () => number, exercice: number): string {
  const lines = titres.flatMap(({ reference, nom, siren, montant }) => {
    const luck = draw()
    if (luck < 0.08) return []
    const full = BigInt(montant)
    const paid = luck < 0.14 ? full / 2n : luck < 0.17 ? full + 1500n : full
    // A few payers forget the reference.
    const said = luck > 0.97 ? "VIREMENT" : `TITRE ${reference}`
    const euros = `${paid / 100n},${String(paid % 100n).padStart(2, "0")}`
    const day = String(1 + Math.floor(draw() * 28)).padStart(2, "0")
    return paid > 0n ? [`${day}/04/${exercice};${euros};${plain(nom)};${siren ?? ""};${said};virement`] : []
  })
  return ["date;montant;payeur;siren;reference;moyen", ...lines].join("\r\n")
}

/** As the comptable's software writes it: no typographic apostrophe. */
const plain = (nom: string): string => nom.replaceAll("’", "'").replaceAll(";", " ")

/** What is sure at once, then the others one by one by a person who reads the reference. */
async function affectAll(staff: Staff, titres: readonly Titre[]): Promise<void> {
  const byReference = new Map(titres.map((titre) => [titre.reference, titre]))
  const waiting = async () => {
    const pages: Awaited<ReturnType<typeof listRecus>> = []
    for (let page = 1; ; page++) {
      const rows = await read(staff.un, (tx) => listRecus(tx, recusFilter.parse({ etat: "a_affecter", page })))
      pages.push(...rows)
      if (rows.length < RECUS_PER_PAGE) return pages
    }
  }
  const all = (await waiting()).map(({ id }) => id)
  for (let from = 0; from < all.length; from += 100) await affectSure(staff.un, { recus: all.slice(from, from + 100) })
  let byHand = 0
  for (const recu of await waiting()) {
    const reference = /TITRE (\S+)/.exec(`${recu.reference} ${recu.libelle}`)?.[1]
    const titre = reference ? byReference.get(reference) : titres.find(({ nom }) => plain(nom) === recu.payeur)
    if (!titre) continue
    const parts = [{ titreId: titre.id, montant: recu.disponible, lu: BigInt(titre.montant) }]
    const done = await affectRecu(staff.un, { recu: recu.id, parts, tropPercu: true })
    if (!done.ok) throw new Error(`${done.refusal} ${JSON.stringify(done.details)}`)
    byHand += 1
  }
  process.stderr.write(`  ✓ ${all.length} paiements reçus, dont ${byHand} affectés par une personne\n`)
}

async function payByHand(staff: Staff, titre: Titre, exercice: number): Promise<void> {
  const montant = BigInt(titre.montant)
  succeeded(
    `Paiement saisi à la main (${titre.reference})`,
    await recordReglement(staff.un, {
      ...{ titre: titre.id, lu: montant, montant, moyen: "cheque", reference: "Chèque 0000042", tropPercu: false },
      recuLe: calendarDate(`${exercice}-05-12`),
    }),
  )
}
