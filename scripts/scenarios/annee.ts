// A year of billing on the Eure: a merger, services that come and go, a price that changes, payments, refusals and corrections.
import { mkdirSync } from "node:fs"
import { Client } from "pg"
import { askClosing, closeExercice } from "@/lib/exercices/commands.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { giveSirets } from "@/tests/support/sirets.ts"
import type { DatabaseUrls } from "../database/provision.ts"
import { bill } from "./annee/campagnes.ts"
import { balance, writeFiles } from "./annee/comptes.ts"
import { correctTitres } from "./annee/corrections.ts"
import { depositAll, openChorus } from "./annee/depots.ts"
import { receivePayments } from "./annee/encaissements.ts"
import { passMandats, writeMandats } from "./annee/mandats.ts"
import { sendByPes } from "./annee/pes.ts"
import { changePrice, mergeTwo, moveServices } from "./annee/vie.ts"
import { somebody } from "./people.ts"
import { succeeded } from "./told.ts"

/** Prints its figures as JSON lines; with `sortie`, leaves what outsiders would receive. */
export async function playAnnee(urls: DatabaseUrls, sortie: string | null): Promise<number> {
  const owner = new Client({ connectionString: urls.migration })
  await owner.connect()
  const [un, deux, admin] = [
    await somebody("gestionnaire", urls.identite),
    await somebody("gestionnaire.second", urls.identite),
    await somebody("administrateur", urls.identite),
  ]
  const staff = { un: await un.agent(), deux: await deux.agent(), admin: await admin.agent() }
  const annee = yearOf(today())
  const chorus = await openChorus()
  const pages = { storage: documentStorage(), pool: openTitrePdfPool() }
  try {
    await giveSirets(owner)
    // Last year goes by PES and is closed; this one by deposit.
    await owner.query(`update operateur set "canalParDefaut" = 'pes'`)
    await bill({ staff, pages, exercice: annee - 1, services: false })
    await sendByPes({ staff: staff.un, owner, refusees: 4 })
    await receivePayments({ staff, owner, exercice: annee - 1, seed: 1 })
    succeeded("Clôture demandée", await askClosing(staff.un, { annee: annee - 1 }))
    succeeded("Exercice clos", await closeExercice(staff.deux, { annee: annee - 1 }))

    await mergeTwo({ staff, owner, annee })
    await changePrice({ staff, owner, annee })
    await moveServices({ owner, annee, seed: 2 })
    await owner.query(`update operateur set "canalParDefaut" = 'depot'`)
    await bill({ staff, pages, exercice: annee, services: true })
    await depositAll({ staff, owner, chorus, pages })
    await receivePayments({ staff, owner, exercice: annee, seed: 3 })
    await correctTitres({ staff, owner, pages, annee })
    await passMandats(staff.un)
    await sendByPes({ staff: staff.un, owner })
    await depositAll({ staff, owner, chorus, pages })

    const ecart = await balance(owner, staff.un)
    if (sortie) {
      mkdirSync(sortie, { recursive: true })
      await writeFiles(owner, sortie, pages.storage)
      await writeMandats(staff.un, sortie)
    }
    return ecart === 0n ? 0 : 1
  } finally {
    await pages.pool.close()
    await chorus.close()
    await owner.end()
    await closeDatabase()
  }
}
