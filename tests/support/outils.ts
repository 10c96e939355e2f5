import { randomUUID } from "node:crypto"
import type { BrowserContext } from "@playwright/test"
import { connect } from "./logins.ts"
import { enterWith, type Place } from "./places.ts"
import { openSession } from "./sessions.ts"

/** The demonstration's tools, on their own port (scripts/local/modules.ts). */
export const toolsOrigin = (): string => `http://localhost:${process.env.MODULES_PORT ?? "3013"}`

/** What breaks in them, for everybody at once. */
export const failTools = (fault: string): Promise<Response> =>
  fetch(`${toolsOrigin()}/controle`, { method: "POST", body: new URLSearchParams({ fault }) })

/** A tool in service at this place, where nobody is named for it yet. */
export async function putInService({ path }: Place, slug: string): Promise<void> {
  const owner = await connect("migration")
  try {
    await owner.query(
      `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
       select c.id, s.id, 'en_service', 1, current_date, 'Essai', 'essai@exemple.fr', (select r."personneId" from rattachement r where r."collectiviteId" = c.id limit 1), current_date
       from collectivite c, service s where c."publicId" = $1 and s.slug = $2
         and not exists (select from souscription o where o."collectiviteId" = c.id and o."serviceId" = s.id and o.etat = 'en_service')`,
      [publicIdOf(path), slug],
    )
  } finally {
    await owner.end()
  }
}

/** In this browser, somebody new in the team of this place. */
export async function joinPlace(
  context: BrowserContext,
  { path }: Place,
  { nom, role }: { nom: string; role: "secretaire" | "elu" | "administrateur" },
): Promise<{ courriel: string }> {
  const courriel = `essai.${randomUUID()}@demo.invalid`
  const owner = await connect("migration")
  try {
    await owner.query(
      `with nouvelle as (insert into personne (nom, courriel) values ($1, $2) returning id)
       insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
       select c.id, nouvelle.id, $4::text::rattachement_role, 'Essai', '2026-01-01', 'essai' from nouvelle, collectivite c where c."publicId" = $3`,
      [nom, courriel, publicIdOf(path), role],
    )
  } finally {
    await owner.end()
  }
  await enterWith(context, await openSession(courriel))
  return { courriel }
}

const publicIdOf = (path: string): string => path.split("/").at(-1) ?? ""
