import type { Client } from "pg"
import { stableId } from "./ids.ts"
import { insert, type Row } from "./insert.ts"
import { modeleRows } from "./modeles.ts"
import { identitiesOf, personneId } from "./people.ts"

/** Since the elections of March 2026. */
const ELECTED = "2026-03-22"
const FONDEMENT = "Procès-verbal d'élection du 22 mars 2026 (donnée de démonstration)"

/** Who engages each collectivité of the demonstration and who signs for the operator; the words of the acts. */
export async function loadEngagements(client: Client, departement: string): Promise<void> {
  await insert(client, "modele_acte", modeleRows())
  await insert(client, "mandat", mandatRows(departement))
  await insert(client, "signataire_operateur", signataireRows(departement))
}

const mandatRows = (departement: string): Row[] =>
  identitiesOf(departement).flatMap(({ key, label, rattachements }) =>
    rattachements
      .filter(({ role }) => role === "elu")
      .map(({ code, fonction }) => ({
        collectiviteId: stableId("collectivite", code),
        id: stableId("mandat", `${key}:${code}`),
        personneId: personneId(key),
        nom: label,
        fonction,
        depuis: ELECTED,
        fondement: FONDEMENT,
        enregistreParId: personneId("gestionnaire"),
      })),
  )

const signataireRows = (departement: string): Row[] =>
  identitiesOf(departement)
    .filter(({ agentRole }) => agentRole === "ordonnateur")
    .map(({ key }) => ({
      id: stableId("signataire", key),
      personneId: personneId(key),
      fonction: "Président",
      fondement: "Délibération d'élection du comité syndical (donnée de démonstration)",
      depuis: "2024-01-01",
    }))
