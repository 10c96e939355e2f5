// The charte and the missing conventions of every member in one go, by the job that staff launch: written, drawn, stored.
import { setTimeout as wait } from "node:timers/promises"
import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { launchGeneration } from "@/lib/conventions/commands/generate.ts"
import { renderActe } from "@/lib/conventions/pdf/render.ts"
import { findActe } from "@/lib/conventions/queries/actes.ts"
import { countCandidates, listGenerations } from "@/lib/conventions/queries/generations.ts"
import { GENERATION_GENRES, type GenerationGenre } from "@/lib/conventions/types.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { agent } from "@/tests/support/contexts.ts"
import { figure, machineLoad } from "./support/figures.ts"

const POLL_MS = 50
/** Chartes drawn again without the database: what the pages alone cost. */
const SAMPLE = 40

const operator = systeme("bench", "operateur")
const staff = await read(operator, async (tx) => {
  const { id } = await tx.personne.findUniqueOrThrow({ where: { courriel: "gestionnaire@demo.invalid" } })
  return agent({ personneId: id })
})

machineLoad("conventions_debut")
let documents = 0
const begun = performance.now()
for (const genre of GENERATION_GENRES) documents += await generate(genre)
const seconds = (performance.now() - begun) / 1000
figure("conventions.generation.nombre", documents, "documents")
figure("conventions.generation.par_s", documents / seconds, "documents/s")
figure("conventions.generation.s", seconds, "s")
await drawAlone()
machineLoad("conventions_fin")
await closeDatabase()

/** The portal's own worker writes and draws them; an act that failed is a failure, and no figure. */
async function generate(genre: GenerationGenre): Promise<number> {
  if ((await read(operator, (tx) => countCandidates(tx, genre))) === 0) return 0
  const launched = await launchGeneration(staff, { genre, motif: "Mesure" })
  if (!launched.ok) throw new Error(launched.refusal)
  for (;;) {
    const [counts] = await read(operator, (tx) => listGenerations(tx, launched.value.generation))
    if (!counts || counts.echecs > 0) throw new Error(`${counts?.echecs} acts failed`)
    if (counts.aFaire === 0 && counts.pretes === counts.faites) return counts.pretes
    await wait(POLL_MS)
  }
}

async function drawAlone(): Promise<void> {
  const actes = await read(operator, async (tx) => {
    const rows = await tx.acte.findMany({
      where: { genre: "charte", etat: "a_signer" },
      select: { collectiviteId: true, id: true },
      take: SAMPLE,
    })
    const found = []
    for (const { collectiviteId, id } of rows) found.push(await findActe(tx, collectiviteId, id))
    return found.filter((acte) => acte !== null)
  })
  const started = performance.now()
  let bytes = 0
  for (const acte of actes) bytes += (await renderActe(acte)).length
  figure("conventions.chartes.pages_par_s", actes.length / ((performance.now() - started) / 1000), "documents/s")
  figure("conventions.chartes.poids_moyen", bytes / actes.length / 1024, "Ko")
}
