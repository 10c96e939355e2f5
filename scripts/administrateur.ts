// The first administrator of a new portal: npm run administrateur -- prenom.nom@exemple.fr "Prénom Nom"
import { pathToFileURL } from "node:url"
import type pg from "pg"
import { z } from "zod"
import { withClient } from "./database/provision.ts"
import { Failure, failureLine } from "./launcher/failure.ts"

const input = z.object({ courriel: z.email().toLowerCase(), nom: z.string().trim().min(1).max(200) })

/** As the owner of the tables: no session exists yet that could have the right. Run again, it changes nothing. */
export async function makeAdministrator(ownerUrl: string, args: readonly string[]): Promise<string> {
  const parsed = input.safeParse({ courriel: args[0], nom: args[1] })
  if (!parsed.success) {
    throw new Failure('Donnez une adresse et un nom : npm run administrateur -- prenom.nom@exemple.fr "Prénom Nom"')
  }
  const { courriel, nom } = parsed.data
  return withClient(ownerUrl, async (client) => {
    await client.query("begin")
    const personneId = await findOrCreate(client, courriel, nom)
    const { rowCount } = await client.query(
      `insert into agent ("personneId", role, depuis) values ($1, 'administrateur', (now() at time zone 'Europe/Paris')::date)
       on conflict ("personneId") do update set role = 'administrateur', jusqua = null
       where agent.role <> 'administrateur' or agent.jusqua is not null`,
      [personneId],
    )
    if (rowCount === 0) {
      await client.query("rollback")
      return `${courriel} est déjà administrateur.`
    }
    await client.query(
      `insert into journal (contexte, raison, evenement, objet) values ('systeme', 'administrateur', 'agent.named', $1)`,
      [`personne/${personneId}`],
    )
    await client.query("commit")
    return `${courriel} est administrateur : connectez-vous par /connexion, puis ajoutez un facteur personnel.`
  })
}

async function findOrCreate(client: pg.Client, courriel: string, nom: string): Promise<string> {
  await client.query("insert into personne (nom, courriel) values ($1, $2) on conflict (courriel) do nothing", [
    nom,
    courriel,
  ])
  const { rows } = await client.query<{ id: string }>("select id from personne where courriel = $1", [courriel])
  return String(rows[0]?.id)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const url = process.env.DATABASE_URL_MIGRATION
    if (!url) throw new Failure("DATABASE_URL_MIGRATION manque : voir docs/production.md")
    process.stdout.write(`${await makeAdministrator(url, process.argv.slice(2))}\n`)
  } catch (error) {
    process.stderr.write(`${failureLine(error)}\n`)
    process.exitCode = 1
  }
}
