import { randomBytes, randomUUID } from "node:crypto"
import type pg from "pg"
import type { CollectiviteId, MembreContext, PersonneId, SignedIn } from "@/lib/access/context.ts"
import { findVisitor, hashToken } from "@/lib/access/session.ts"

type Role = "secretaire" | "elu" | "administrateur"

/** People and collectivités as the owner writes them: what a test starts from. */
export class People {
  constructor(private readonly owner: pg.Client) {}

  /** The one operator, when nothing seeded it. */
  async operateur(): Promise<void> {
    await this.owner.query(
      `insert into operateur (nom, marque, adresse, "codePostal", ville, departement, accent, "ordonnateurQualite", "comptableNom",
        "delaiPaiement", "moyensPaiement", "voiesRecours", "populationGenre", "populationMillesime", budget, serie, "premierNumero", imputation)
       values ('Opérateur', 'Opérateur d''essai', 'Rue', '27000', 'Évreux', '27', '#0b5d56', 'Président', 'Comptable',
        30, 'Virement', 'Recours', 'totale', 2022, 'principal', 'A', 1, '7474') on conflict do nothing`,
    )
  }

  async collectivite(
    nom: string,
    courrielOfficiel: string | null = null,
  ): Promise<{ id: CollectiviteId; publicId: string }> {
    const id = randomUUID() as CollectiviteId
    const publicId = id.slice(-10)
    await this.owner.query(
      `insert into collectivite (id, "publicId", type, nom, "nomPlie", departement, "codesPostaux") values ($1, $2, 'commune', $3, lower($3), '27', '{}')`,
      [id, publicId, nom],
    )
    await this.owner.query(`insert into fiche ("collectiviteId", "courrielOfficiel") values ($1, $2)`, [
      id,
      courrielOfficiel,
    ])
    return { id, publicId }
  }

  async personne(
    courriel = `agent.${randomUUID()}@demo.invalid`,
    genre: "personne" | "boite" = "personne",
  ): Promise<PersonneId> {
    const id = randomUUID() as PersonneId
    await this.owner.query("insert into personne (id, nom, courriel, genre) values ($1, $2, $2, $3)", [
      id,
      courriel,
      genre,
    ])
    return id
  }

  async rattache(personneId: PersonneId, collectiviteId: CollectiviteId, role: Role): Promise<string> {
    const { rows } = await this.owner.query<{ id: string }>(
      `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
       values ($1, $2, $3, 'Essai', current_date - 30, 'essai') returning id`,
      [collectiviteId, personneId, role],
    )
    return String(rows[0]?.id)
  }

  /** An open session: what is in the cookie. */
  async session(personneId: PersonneId): Promise<string> {
    const token = randomBytes(16).toString("hex")
    await this.owner.query(
      `insert into session ("jetonHache", "personneId", "expireLe") values ($1, $2, now() + interval '12 hours')`,
      [hashToken(token), personneId],
    )
    return token
  }

  /** Who the portal sees behind a new session of this person. */
  async signedIn(personneId: PersonneId): Promise<SignedIn> {
    return (await visitor(await this.session(personneId))).who
  }

  /** A member's context as a request would make it. */
  async membre(personneId: PersonneId, collectiviteId: CollectiviteId): Promise<MembreContext> {
    const { who, liens } = await visitor(await this.session(personneId))
    const lien = liens.find((candidate) => candidate.collectiviteId === collectiviteId)
    if (!lien) throw new Error("no rattachement")
    return { kind: "membre", who, liens: [lien] }
  }
}

async function visitor(token: string) {
  const found = await findVisitor(token)
  if (!found) throw new Error("no session")
  return found
}
