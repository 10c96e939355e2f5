import type { Client } from "pg"
import { startTarif } from "@/lib/catalogue/commands/start-tarif.ts"
import { tarifInput } from "@/lib/catalogue/schema/tarif.ts"
import { recordDeliberation } from "@/lib/deliberations/commands.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { mergeCommunes } from "@/lib/successions/commands/merge.ts"
import { mergeInput } from "@/lib/successions/schema.ts"
import { random } from "@/tests/support/random.ts"
import { stablePublicId } from "../../../prisma/seed/ids.ts"
import { deliberationPdf } from "../deliberation.ts"
import { figure, succeeded } from "../told.ts"
import type { Staff } from "./campagnes.ts"

/** Members and neighbours, neither of the demonstration's own. */
const MERGED = ["27003", "27008"] as const
const NEW_SIREN = "200099992"

type Year = { staff: Staff; owner: Client; annee: number }

/** A commune nouvelle on 1 January. */
export async function mergeTwo({ staff, annee }: Year): Promise<void> {
  const [siege, autre] = MERGED
  const input = mergeInput.parse({
    predecesseurs: [stablePublicId(siege), stablePublicId(autre)],
    ...{ nom: "Acquigny-Alizay", codeInsee: siege, siren: NEW_SIREN },
    ...{ le: `${annee}-01-01`, fondement: `Arrêté préfectoral du 15 novembre ${annee - 1} (scénario)` },
  })
  succeeded("Deux communes fusionnées au 1er janvier", await mergeCommunes(staff.admin, input))
}

/** The price of a workstation rises on 1 July, and reaches what runs already on that day. */
export async function changePrice({ staff, owner, annee }: Year): Promise<void> {
  await owner.query(`update service set "revisionTarif" = 'a_sa_date' where slug = 'pack-cyber'`)
  const price = tarifInput.parse({
    ...{ service: "pack-cyber", genre: "usage", unite: "poste", prixUnitaire: "15,50", periodicite: "mois" },
    ...{ depuis: `${annee}-07-01`, categorieTva: "S", tauxTva: "20" },
    deliberation: await voteIt({ staff, annee }),
  })
  succeeded("Prix du poste changé au 1er juillet", await startTarif(staff.admin, price))
}

/** What the price rests on, voted in the spring. */
async function voteIt({ staff, annee }: Pick<Year, "staff" | "annee">): Promise<string> {
  const voted = await recordDeliberation(staff.admin, {
    ...{ organe: "Comité syndical", numero: `${annee}-31`, objet: "Prix du poste du pack cyber (scénario)" },
    ...{ delibereLe: calendarDate(`${annee}-05-12`), transmiseLe: null, recueLe: null, actesNumero: null },
    ...{ publieeLe: null, publique: true },
    fichier: new File([await deliberationPdf()], "deliberation.pdf", { type: "application/pdf" }),
  })
  return succeeded("Délibération des tarifs enregistrée", voted).id
}

type Life = { owner: Client; annee: number; seed: number }

/** Services start and stop on any day of the year, by the hand of time: the portal's own commands only know the present day. */
export async function moveServices({ owner, annee, seed }: Life): Promise<void> {
  const draw = random(seed)
  const anyDay = () => new Date(Date.UTC(annee, 0, 1 + Math.floor(draw() * 300))).toISOString().slice(0, 10)
  const { rows } = await owner.query<{ id: string; begun: string }>(
    `select s.id, s."enServiceLe"::text as begun from souscription s join service v on v.id = s."serviceId"
     where v.slug = 'pack-cyber' and s.etat = 'en_service' and s."enServiceLe" < $1 order by s.id`,
    [`${annee}-06-01`],
  )
  let [started, ended] = [0, 0]
  for (const { id, begun } of rows) {
    const luck = draw()
    const day = anyDay()
    if (luck > 0.7) {
      started += 1
      await owner.query(`update souscription set "enServiceLe" = $2 where id = $1`, [id, day])
    } else if (luck < 0.35 && day > begun) {
      ended += 1
      await owner.query(`update souscription set etat = 'terminee', "termineeLe" = $2 where id = $1`, [id, day])
    }
  }
  figure("souscriptions_commencees", started)
  figure("souscriptions_terminees", ended)
  process.stderr.write(`  ✓ ${started} souscriptions commencées et ${ended} arrêtées à des jours quelconques\n`)
}
